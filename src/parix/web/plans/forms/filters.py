"""The address of lists, boards, calendars and timelines; what cannot be read is as if it were not there."""

from __future__ import annotations

from datetime import date

from django import forms

from parix.web.plans.choices import Progress
from parix.web.plans.queries.lists import AGENCY, DUE, MINE, UNIT, Filters


class FilterForm(forms.Form):
    cua = forms.CharField(required=False)
    tim = forms.CharField(required=False, max_length=200)
    trang_thai = forms.CharField(required=False)
    don_vi = forms.IntegerField(required=False)
    han = forms.CharField(required=False)
    ke_hoach = forms.IntegerField(required=False)
    nam = forms.IntegerField(required=False, min_value=1, max_value=9_998)
    thang = forms.CharField(required=False)

    def wanted(self, default_scope: str = AGENCY) -> Filters:
        self.is_valid()
        read = self.cleaned_data
        scope = read.get("cua") if read.get("cua") in (MINE, UNIT, AGENCY) else default_scope
        state = read.get("trang_thai", "")
        return Filters(
            str(scope), read.get("tim", ""), state if state in (*Progress.values, "open") else "", read.get("don_vi"),
            read.get("han", "") if read.get("han") in DUE else "", read.get("ke_hoach"), read.get("nam"),
        )

    def month(self, today: date) -> date:
        """`2026-03`: its first day; this month otherwise."""
        self.is_valid()
        year, _dash, month = self.cleaned_data.get("thang", "").partition("-")
        if len(year) == 4 and year.isdecimal() and month.isdecimal() and len(month) == 2 and 1 <= int(month) <= 12 and 0 < int(year) < 9_999:
            return date(int(year), int(month), 1)
        return today.replace(day=1)
