"""The shape of the page's filter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms


@dataclass(frozen=True, slots=True)
class Filters:
    year: int


class FilterForm(forms.Form):
    nam = forms.IntegerField(required=False, min_value=date.min.year + 1, max_value=date.max.year - 1)

    def wanted(self, today: date) -> Filters:
        return Filters((self.cleaned_data.get("nam") if self.is_valid() else None) or today.year)
