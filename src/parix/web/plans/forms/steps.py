"""A step of a turn: words, a day, papers; and who does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.web.accounts.queries.people import Colleague
from parix.web.files.forms.uploading import ManyFilesField
from parix.web.files.queries import Document
from parix.web.plans.actions.carrying_out import StepGiven
from parix.web.plans.choices import Verb
from parix.web.plans.forms.plans import DAY

NOTE_LABELS: dict[Verb, Any] = {
    Verb.ASK_MORE_TIME: _("Lý do xin gia hạn"), Verb.REFUSE_MORE_TIME: _("Lý do không gia hạn"),
    Verb.REPORT: _("Đã làm được gì"), Verb.COMPLETE: _("Kết quả"), Verb.EXTEND: _("Lý do gia hạn"), Verb.CANCEL: _("Lý do huỷ"),
    Verb.REOPEN: _("Lý do mở lại"),
}


class StepForm(forms.Form):
    """The fields that the verb asks for; accepting asks for none."""

    note = forms.CharField(max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    done_on = forms.DateField(label=_("Ngày xong"), required=False, widget=forms.DateInput(attrs=DAY), help_text=_("để trống là hôm nay"))
    due_on = forms.DateField(label=_("Hạn mới"), required=False, widget=forms.DateInput(attrs=DAY), help_text=_("ngày/tháng/năm"))
    chosen = ManyFilesField(label=_("Tệp chứng minh"), required=False, allow_empty_file=True, max_length=None, help_text=_("được ghi vào sổ tài liệu"))
    documents = forms.MultipleChoiceField(
        label=_("Hoặc chọn trong sổ tài liệu"), required=False, widget=forms.SelectMultiple(attrs={"size": 4}), help_text=_("tài liệu mới nhất ở trên"),
    )

    def __init__(self, data: Any = None, files: Any = None, *, verb: Verb, documents: Sequence[Document] = (), wished_on: date | None = None) -> None:
        super().__init__(data, files, auto_id=f"{verb.value}_%s", initial={"due_on": wished_on} if verb == Verb.EXTEND else None)
        self.verb = verb
        self._documents = {str(one.pk): one for one in documents}
        asked = {
            Verb.COMPLETE: ("note", "done_on", "chosen", "documents"), Verb.EXTEND: ("due_on", "note"), Verb.ASK_MORE_TIME: ("due_on", "note"), Verb.ACCEPT: (),
        }.get(verb, ("note",))
        for name in set(self.fields) - set(asked):
            del self.fields[name]
        if "note" in self.fields:
            self.fields["note"].label = NOTE_LABELS[verb]
        if verb == Verb.ASK_MORE_TIME:
            self.fields["due_on"].label = _("Xin gia hạn đến ngày")
        if "documents" in self.fields:
            field = self.fields["documents"]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [(key, _name(one)) for key, one in self._documents.items()]
            if not documents:
                del self.fields["documents"]

    def given(self, uploaded: Sequence[Document] = ()) -> StepGiven:
        read = self.cleaned_data
        chosen = [self._documents[key] for key in read.get("documents", ())]
        return StepGiven(read.get("note", ""), read.get("done_on"), read.get("due_on"), [*uploaded, *chosen])


def _name(document: Document) -> str:
    return str(document) or (document.current.original_name if document.current else "")


class HandlerForm(forms.Form):
    handler = forms.ChoiceField(label=_("Người làm"), required=False)

    def __init__(self, *args: Any, colleagues: Sequence[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {one.user.username: one.user for one in colleagues}
        field = self.fields["handler"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("cả đơn vị, chưa giao cho ai")), *((name, user.full_name) for name, user in self._people.items())]

    def chosen(self) -> Any:
        return self._people.get(self.cleaned_data["handler"])
