"""What is typed: filters of the catalogue."""

from __future__ import annotations

from django import forms

from parix.web.onestop.procedures.queries.catalogue import Filters


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
