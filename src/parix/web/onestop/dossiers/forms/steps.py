"""Steps of a dossier, filters of the list, the agency part of codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from parix.web.design.yes_no import YesNoField
from parix.web.onestop.dossiers.actions.steps import StepGiven
from parix.web.onestop.dossiers.choices import NEEDS_REASON, STATED_MARKS, Verb
from parix.web.onestop.dossiers.queries.lists import Filters
from parix.web.organisations.queries import Unit

_REASONS = {
    Verb.REFUSE: _("Lý do từ chối"), Verb.ASK_SUPPLEMENT: _("Giấy tờ, nội dung cần bổ sung và lý do"), Verb.EXTEND: _("Lý do chưa giải quyết xong"),
    Verb.WITHDRAW: _("Lý do rút"), Verb.STOP: _("Lý do dừng giải quyết"),
}


class StepForm(forms.Form):
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: Any = None, *, verb: Verb, units: Sequence[Unit], is_late: bool = False, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self._units = {str(one.pk): one for one in units}
        if verb in NEEDS_REASON:
            self.fields["note"].label, self.fields["note"].required = _REASONS[verb], True
        elif verb == Verb.FINISH and is_late:
            self.fields["note"].label, self.fields["note"].help_text = _("Lý do quá hạn"), _("in vào văn bản xin lỗi người nộp")
        if verb == Verb.HAND_OVER:
            choices = [("", _("chọn đơn vị")), *((key, one.name) for key, one in self._units.items())]
            self.fields["unit"] = forms.ChoiceField(label=_("Đơn vị xử lý"), choices=choices)
        elif verb == Verb.ASK_SUPPLEMENT:
            self.fields["is_offices_fault"] = forms.BooleanField(label=_("Thiếu vì bộ phận tiếp nhận hướng dẫn chưa đủ"), required=False)
        elif verb == Verb.EXTEND:
            widget = forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 12})
            self.fields["due_on"] = forms.DateField(label=_("Ngày hẹn trả mới"), widget=widget, help_text=_("ngày/tháng/năm"))
        elif verb == Verb.ASK_FEE:
            self.fields["amount"] = forms.DecimalField(label=_("Số tiền (đồng)"), max_digits=14, decimal_places=0, min_value=1)
        elif verb == Verb.TAKE_FEE:
            self.fields["is_paid_online"] = forms.BooleanField(label=_("Nộp trực tuyến"), required=False)

    def given(self) -> StepGiven:
        read = self.cleaned_data
        return StepGiven(
            read["note"], self._units.get(read.get("unit", "")), read.get("due_on"), read.get("amount"), read.get("is_paid_online", False),
            read.get("is_offices_fault", False),
        )


class MarksForm(forms.Form):
    """What the desk states of a dossier: yes, no, or not known."""

    prefix = "marks"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in STATED_MARKS.items():
            self.fields[key] = YesNoField(label=capfirst(str(label)))


class PrefixForm(forms.Form):
    agency_part = forms.CharField(
        label=_("Mã định danh của cơ quan trong mã hồ sơ"), max_length=20, help_text=_("ví dụ H15.50.05; có trong văn bản cấp mã của tỉnh"),
    )


class FilterForm(forms.Form):
    """The address of the list; what cannot be read is as if it were not there."""

    tim = forms.CharField(required=False, max_length=200)
    nhom = forms.CharField(required=False, max_length=20)
    kenh = forms.IntegerField(required=False)
    don_vi = forms.IntegerField(required=False)
    sau = forms.CharField(required=False, max_length=60)
    truoc = forms.CharField(required=False, max_length=60)

    def wanted(self) -> Filters:
        self.is_valid()
        read = self.cleaned_data
        return Filters(read.get("tim", ""), read.get("nhom", ""), read.get("kenh"), read.get("don_vi"), read.get("sau", ""), read.get("truoc", ""))
