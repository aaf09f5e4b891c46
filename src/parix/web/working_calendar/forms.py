"""What is typed about a day: its kind, or the day that is worked instead, its name and act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.web.working_calendar.actions import DayGiven
from parix.web.working_calendar.choices import DayKind


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 12}), **more)


class DayForm(forms.Form):
    day = _day(_("Ngày"), help_text=_("ngày/tháng/năm"))
    kind = forms.ChoiceField(label=_("Là ngày"), choices=DayKind.choices)
    worked = _day(_("Làm bù vào ngày"), required=False, help_text=_("chỉ ghi khi hoán đổi: nghỉ ngày trên, làm bù ngày này"))
    name = forms.CharField(label=_("Tên ngày"), max_length=200, help_text=_("ví dụ: Nghỉ Tết Nguyên đán"))
    act = forms.CharField(label=_("Theo văn bản"), max_length=300, help_text=_("số, ngày, cơ quan ban hành"))
    for_province = forms.BooleanField(label=_("Chỉ áp dụng trong tỉnh"), required=False)

    def given(self) -> DayGiven:
        read = self.cleaned_data
        return DayGiven(read["day"], read["name"], read["act"], read["kind"], read["worked"], read["for_province"])
