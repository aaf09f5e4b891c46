"""What is typed: filters of the catalogue, and the pieces that its other forms are made of.

In: addresses and posted forms. Out: values for queries and actions.
Must not: write, or know who asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.web.onestop.procedures.queries.catalogue import Filters

DAY = {"inputmode": "numeric", "autocomplete": "off", "size": 12}


class FilterForm(forms.Form):
    """The address of the list; what cannot be read is as if it were not there."""

    tim = forms.CharField(required=False, max_length=200)
    linh_vuc = forms.IntegerField(required=False)
    muc = forms.CharField(required=False, max_length=20)
    thieu = forms.CharField(required=False, max_length=20)
    trang_thai = forms.CharField(required=False, max_length=20)

    def wanted(self) -> Filters:
        self.is_valid()
        read = self.cleaned_data
        return Filters(read.get("tim", ""), read.get("linh_vuc"), read.get("muc", ""), read.get("thieu", ""), read.get("trang_thai", ""))


@dataclass(frozen=True, slots=True)
class Year:
    year: int


class YearForm(forms.Form):
    """The year in the address; what cannot be read is as if it were not there."""

    nam = forms.IntegerField(required=False, min_value=1, max_value=9_998)

    def wanted(self, year: int) -> Year:
        self.is_valid()
        return Year(self.cleaned_data.get("nam") or year)


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY), required=False, help_text=more.pop("help_text", _("ngày/tháng/năm")), **more)


def lines_field(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": rows}), **more)
