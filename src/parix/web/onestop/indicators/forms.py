"""The shape of the pages' filters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms

from parix.foundation.periods import Period
from parix.web.onestop.indicators.choices import Side

YEARS_BACK = 2


@dataclass(frozen=True, slots=True)
class Filters:
    year: int


class FilterForm(forms.Form):
    nam = forms.IntegerField(required=False, min_value=date.min.year + 1, max_value=date.max.year - 1)

    def wanted(self, today: date) -> Filters:
        return Filters((self.cleaned_data.get("nam") if self.is_valid() else None) or today.year)


def period_wanted(written: str, today: date) -> Period:
    """What is no period is the year that runs."""
    try:
        return Period.parse(written)
    except ValueError:
        return Period.of_year(today.year)


def period_choices(today: date, chosen: Period) -> list[str]:
    """Keys to choose from: this year, its quarters and months that have begun, the years before; and the one that was chosen."""
    year = today.year
    quarters = [f"{year:04d}-Q{quarter}" for quarter in range(1, (today.month + 2) // 3 + 1)]
    months = [f"{year:04d}-{month:02d}" for month in range(1, today.month + 1)]
    keys = [f"{year:04d}", *reversed(quarters), *reversed(months), *(f"{year - back:04d}" for back in range(1, YEARS_BACK + 1))]
    return keys if chosen.key in keys else [chosen.key, *keys]


def side_wanted(written: str) -> Side:
    return Side(written) if written in Side.values else Side.COUNTED


def page_wanted(written: str) -> int:
    """From 1; what is no number is the first."""
    return max(1, int(written)) if written.isdecimal() and len(written) < 8 else 1
