"""What an appraiser fills in: a ruling through the same questions as a claim, a question to the agency, a conflict of interest; and
what an agency says: a statement, an appeal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parix.web.assessment.choices import Answer, Outcome, Silence
from parix.web.assessment.forms.self_assessment import QuestionsForm
from parix.web.files.queries import Document

TEXT_LENGTH = 10_000


class RulingForm(QuestionsForm):
    """`based_on` is the number of the ruling that the page showed; `cites` are earlier rulings on the same leaf."""

    nothing_said = "thẩm định xác nhận không phát sinh trong kỳ"

    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=gettext_lazy("Chọn kết luận"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), required=False, max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Bắt buộc khi không chấp nhận nguyên; cơ quan sẽ đọc."),
    )
    legal_basis = forms.CharField(
        label=gettext_lazy("Căn cứ pháp lý"), required=False, max_length=2_000,
        help_text=gettext_lazy("Điều, khoản của văn bản; bắt buộc khi quyết định áp dụng hay không áp dụng."),
    )
    answer_outcome = forms.ChoiceField(label=gettext_lazy("Trả lời kiến nghị"), required=False, widget=forms.RadioSelect)
    cites = forms.MultipleChoiceField(label=gettext_lazy("Dẫn kết luận trước"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, is_out: bool, citable: Iterable[tuple[int, str]] = (), has_appeal: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = (Outcome.ACCEPTED, Outcome.APPLICABLE) if is_out else (Outcome.ACCEPTED, Outcome.CORRECTED, Outcome.NOT_APPLICABLE)
        self.fields["outcome"].choices = [(one.value, OUTCOMES[one]) for one in offered]  # type: ignore[attr-defined]
        self.fields["cites"].choices = [(str(number), words) for number, words in citable]  # type: ignore[attr-defined]
        answers = [(one.value, one.label) for one in (Answer.UPHELD, Answer.PARTLY, Answer.REJECTED)] if has_appeal else []
        self.fields["answer_outcome"].choices = answers  # type: ignore[attr-defined]


OUTCOMES = {
    Outcome.ACCEPTED: gettext_lazy("Chấp nhận số liệu đang có"),
    Outcome.CORRECTED: gettext_lazy("Sửa số liệu như đã nhập"),
    Outcome.NOT_APPLICABLE: gettext_lazy("Quyết định không áp dụng tiêu chí này cho cơ quan"),
    Outcome.APPLICABLE: gettext_lazy("Quyết định có áp dụng, với số liệu đã nhập"),
}


class InquiryForm(forms.Form):
    question = forms.CharField(
        label=gettext_lazy("Cần cơ quan giải trình hoặc bổ sung gì"), max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 3}), required=False,
    )
    reply_by = forms.DateField(label=gettext_lazy("Trả lời trước hết ngày"), help_text=gettext_lazy("ngày/tháng/năm"))
    silence = forms.ChoiceField(
        label=gettext_lazy("Nếu cơ quan không trả lời"), choices=Silence.choices, initial=Silence.AS_CLAIMED,
        help_text=gettext_lazy("Quá hạn, người thẩm định bấm thực hiện; không tự xảy ra."),
    )


class SaidForm(forms.Form):
    """A statement: words, and documents of the agency's register. Its ids are its own: an appeal stands on the same page."""

    text = forms.CharField(label=gettext_lazy("Nội dung giải trình"), required=False, max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 5}))
    documents = forms.MultipleChoiceField(label=gettext_lazy("Tài liệu kèm theo"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, documents: Sequence[Document], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "said_%s", **kwargs})
        self.chosen = {str(one.pk): one for one in documents}
        self.fields["documents"].choices = [(key, str(one) or _("tài liệu chưa có tên")) for key, one in self.chosen.items()]  # type: ignore[attr-defined]

    def given_documents(self) -> list[Document]:
        return [self.chosen[key] for key in self.cleaned_data["documents"]]


class AppealForm(QuestionsForm):
    """What the agency wants the inputs to be, why, and with what documents."""

    text = forms.CharField(label=gettext_lazy("Nội dung kiến nghị"), required=False, max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 5}))
    documents = forms.MultipleChoiceField(label=gettext_lazy("Tài liệu kèm theo"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, documents: Sequence[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = {str(one.pk): one for one in documents}
        self.fields["documents"].choices = [(key, str(one) or _("tài liệu chưa có tên")) for key, one in self.chosen.items()]  # type: ignore[attr-defined]

    def given_documents(self) -> list[Document]:
        return [self.chosen[key] for key in self.cleaned_data["documents"]]


class ConflictForm(forms.Form):
    """An agency, a leaf, or one leaf of one agency; the coordinator also names the person."""

    person = forms.ChoiceField(label=gettext_lazy("Người"), required=False)
    agency = forms.ChoiceField(label=gettext_lazy("Cơ quan"), required=False)
    leaf = forms.ChoiceField(label=gettext_lazy("Tiêu chí"), required=False)
    reason = forms.CharField(label=gettext_lazy("Lý do"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, str]], agencies: Sequence[tuple[str, str]], leaves: Sequence[tuple[str, str]], **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        self.fields["agency"].choices = [("", _("mọi cơ quan")), *agencies]  # type: ignore[attr-defined]
        self.fields["leaf"].choices = [("", _("mọi tiêu chí")), *leaves]  # type: ignore[attr-defined]
