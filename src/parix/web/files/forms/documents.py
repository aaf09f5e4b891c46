"""What a document is, as a person says it; and the filters of the register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parix.web.files.actions.registering import FIELDS, field_problems
from parix.web.files.choices import DOCUMENT_KINDS, OTHER_KINDS, DocumentState, FileState
from parix.web.files.queries.register import Filters
from parix.web.organisations.queries import Agency


def _kinds() -> list[tuple[str, Any]]:
    """Official documents in the reader's language, then everything else that may be evidence."""
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    official = [(code, name.text(language)) for code, name in DOCUMENT_KINDS.items()]
    return [("", _("chọn loại")), (str(_("Văn bản")), official), (str(_("Tài liệu khác")), list(OTHER_KINDS.items()))]


KIND_CHOICES = lazy(_kinds, list)


class DocumentForm(forms.Form):
    """Problems of the action stand beside the field that they name."""

    kind = forms.ChoiceField(label=_("Loại"), choices=KIND_CHOICES)
    number = forms.CharField(label=_("Số"), max_length=40, required=False)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=80, required=False, help_text=_("phần sau dấu gạch chéo, ví dụ KH-SKHCN"))
    issued_on = forms.DateField(label=_("Ngày ban hành"), required=False)
    in_force_on = forms.DateField(label=_("Ngày hiệu lực"), required=False)
    received_on = forms.DateField(label=_("Ngày nhận"), required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=300, required=False)
    abstract = forms.CharField(label=_("Trích yếu, nội dung"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    link = forms.URLField(label=_("Đường dẫn công khai"), max_length=500, required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        given = {name: self.cleaned_data.get(name) for name in FIELDS}
        for problem in field_problems(given, timezone.localdate()):
            if problem.place.path not in self.errors:
                self.add_error(problem.place.path, f"{problem.message}; {problem.remedy}")
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """The fields as the action wants them."""
        return {name: self.cleaned_data.get(name) if name.endswith("_on") else (self.cleaned_data.get(name) or "").strip() for name in FIELDS}


class RegisterForm(DocumentForm):
    """A document by number and date, without a file."""

    agency: forms.ModelChoiceField[Agency] = forms.ModelChoiceField(label=_("Tài liệu của"), queryset=None, to_field_name="code", empty_label=None)
    field_order = ("agency", *FIELDS)

    def __init__(self, agencies: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = agencies


class FilterForm(forms.Form):
    """The address of the register; what cannot be read is as if it were not there."""

    tim = forms.CharField(required=False)
    loai = forms.CharField(required=False)
    trang_thai = forms.CharField(required=False)
    co_quan = forms.CharField(required=False)
    nam = forms.IntegerField(required=False)
    xep = forms.CharField(required=False)

    def wanted(self) -> Filters:
        self.is_valid()
        read = self.cleaned_data
        return Filters(
            read.get("tim", ""), read.get("loai", ""), read.get("trang_thai", ""), read.get("co_quan", ""), read.get("nam"), read.get("xep") or "moi",
        )


def state_choices() -> Sequence[tuple[str, Any]]:
    """What a document may wait for, in the words of the list."""
    return [
        *DocumentState.choices, (FileState.UNREADABLE.value, FileState.UNREADABLE.label), (FileState.QUARANTINED.value, FileState.QUARANTINED.label),
        ("khong-tep", _("chưa có tệp")),
    ]
