"""What is typed: feedback by everybody, the office's steps, what the sender adds, filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from parix.web.onestop.feedback.actions.sending import FeedbackGiven, Sender
from parix.web.onestop.feedback.actions.steps import StepGiven
from parix.web.onestop.feedback.choices import About, Channel, Rating, Verb
from parix.web.organisations.queries import Agency

_LABELS = {
    Verb.FORWARD: _("Lý do chuyển"), Verb.REFUSE: _("Lý do từ chối"), Verb.ASK: _("Cần bổ sung gì"), Verb.TAKE: _("Thông tin bổ sung"),
    Verb.ANSWER: _("Câu trả lời"),
}


class SendForm(forms.Form):
    """`website` is a trap: people do not see it, machines fill it in."""

    agency = forms.ChoiceField(label=_("Gửi tới cơ quan"))
    about = forms.TypedChoiceField(label=_("Phản ánh về"), choices=About.choices, coerce=int)
    name = forms.CharField(label=_("Họ và tên, hoặc tên tổ chức"), max_length=200)
    address = forms.CharField(label=_("Địa chỉ nơi ở"), max_length=300)
    phone = forms.CharField(label=_("Số điện thoại liên lạc"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    email = forms.CharField(label=_("Thư điện tử"), max_length=200, required=False, validators=[EmailValidator()])
    dossier_code = forms.CharField(label=_("Mã hồ sơ, nếu phản ánh về một hồ sơ"), max_length=60, required=False)
    words = forms.CharField(
        label=_("Nội dung"), max_length=3_000, widget=forms.Textarea(attrs={"rows": 6}), help_text=_("tóm tắt ngắn gọn: việc gì, ở đâu, ngày nào, đề nghị gì"),
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {one.code: one for one in agencies}
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("chọn cơ quan")), *((code, one.name) for code, one in self._agencies.items())]

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("biểu mẫu này do người điền; tải lại trang và gửi lại"))
        return ""

    def given(self, channel: str = Channel.WEB) -> FeedbackGiven:
        read = self.cleaned_data
        sender = Sender(read["name"], read["address"], read["phone"], read["email"])
        return FeedbackGiven(self._agencies.get(read["agency"]), read["about"], sender, read["words"], read["dossier_code"], channel)


class EnterForm(SendForm):
    """By an office, for who wrote or called."""

    channel = forms.ChoiceField(label=_("Nhận qua"), choices=[one for one in Channel.choices if one[0] != Channel.WEB])


class StepForm(forms.Form):
    def __init__(self, data: Any = None, *, verb: Verb, agencies: Sequence[Agency], prefix: str, answer: str = "") -> None:
        super().__init__(data, prefix=prefix)
        self._agencies = {one.code: one for one in agencies}
        area = forms.Textarea(attrs={"rows": 4 if verb in (Verb.ANSWER, Verb.PUBLISH) else 2})
        if verb == Verb.FORWARD:
            choices = [("", _("chọn cơ quan")), *((code, one.name) for code, one in self._agencies.items())]
            self.fields["to"] = forms.ChoiceField(label=_("Chuyển tới"), choices=choices)
        if verb == Verb.PUBLISH:
            self.fields["question"] = forms.CharField(
                label=_("Tóm tắt phản ánh để công khai"), max_length=1_000, widget=area,
                help_text=_("viết lại ngắn gọn, không nêu tên, số điện thoại, địa chỉ"),
            )
        elif verb in _LABELS:
            self.fields["note"] = forms.CharField(label=_LABELS[verb], max_length=4_000, widget=area)

    def given(self) -> StepGiven:
        read = self.cleaned_data
        return StepGiven(read.get("note", ""), read.get("question", ""), self._agencies.get(read.get("to", "")))


class MoreForm(forms.Form):
    words = forms.CharField(label=_("Thông tin bổ sung"), max_length=3_000, widget=forms.Textarea(attrs={"rows": 4}))


class RateForm(forms.Form):
    rating = forms.TypedChoiceField(label=_("Ông (bà) thấy câu trả lời thế nào?"), choices=Rating.choices, coerce=int, widget=forms.RadioSelect)
    again = forms.BooleanField(label=_("Chưa giải quyết được việc, tôi phản ánh tiếp"), required=False)
