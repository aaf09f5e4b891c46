"""What the council fills in: a session, who is there, a motion through the same questions as a claim, a vote, the decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from parix.web.accounts.queries import User
from parix.web.assessment.choices import Choice
from parix.web.assessment.forms.appraisal import TEXT_LENGTH, RulingForm

QUORUM_PERCENT = 67


class SessionForm(forms.Form):
    held_on = forms.DateField(label=gettext_lazy("Ngày họp"), help_text=gettext_lazy("ngày/tháng/năm"))
    chair = forms.ChoiceField(label=gettext_lazy("Chủ tọa"))
    secretary = forms.ChoiceField(label=gettext_lazy("Thư ký"), help_text=gettext_lazy("Không phải là thành viên cũng được."))
    quorum_percent = forms.IntegerField(
        label=gettext_lazy("Tỷ lệ có mặt tối thiểu (%)"), min_value=1, max_value=100, initial=QUORUM_PERCENT,
        help_text=gettext_lazy("Hai phần ba là 67."),
    )
    decides_ties = forms.BooleanField(label=gettext_lazy("số phiếu bằng nhau thì theo phiếu của chủ tọa"), required=False)
    members = forms.MultipleChoiceField(label=gettext_lazy("Thành viên có phiếu"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, members: Sequence[User], others: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in (*members, *others)}
        named = [(str(one.pk), one.get_full_name()) for one in members]
        self.fields["chair"].choices = named  # type: ignore[attr-defined]
        self.fields["members"].choices = named  # type: ignore[attr-defined]
        self.fields["secretary"].choices = [(key, one.get_full_name()) for key, one in self.people.items()]  # type: ignore[attr-defined]


class MotionForm(RulingForm):
    """A ruling, asked of the council in words."""

    nothing_said = "Hội đồng xác nhận không phát sinh trong kỳ"

    text = forms.CharField(
        label=gettext_lazy("Điều Hội đồng được hỏi"), required=False, max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Một câu trả lời được bằng tán thành hay không tán thành."),
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)


class VoteForm(forms.Form):
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    choice = forms.ChoiceField(label=gettext_lazy("Bạn chọn"), choices=Choice.choices, widget=forms.RadioSelect)
    dissent = forms.CharField(
        label=gettext_lazy("Ý kiến ghi vào biên bản"), required=False, max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 3}),
    )


class RecusalForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Lý do không biểu quyết"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))


class DecisionForm(forms.Form):
    decision = forms.CharField(
        label=gettext_lazy("Quyết định của Hội đồng"), required=False, max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Số, ngày và nội dung. Sau khi đóng, không có gì của đợt chấm thay đổi nữa."),
    )


class PublicationForm(forms.Form):
    decision = forms.CharField(label=gettext_lazy("Quyết định công bố"), max_length=300, help_text=gettext_lazy("Số, ngày, người ký; in ở trang công khai."))
