"""The trail's filter, kept in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.web.audit_trail.queries.entries import Filter


class TrailForm(forms.Form):
    hanh_vi = forms.ChoiceField(label=_("Việc đã làm"), required=False)
    nguoi = forms.CharField(label=_("Tên đăng nhập"), required=False, max_length=150)
    doi_tuong = forms.CharField(label=_("Đối tượng"), required=False, max_length=200)
    pham_vi = forms.CharField(label=_("Mã cơ quan, đợt chấm"), required=False, max_length=300)
    tu = forms.DateField(label=_("Từ ngày"), required=False)
    den = forms.DateField(label=_("Đến ngày"), required=False)

    def __init__(self, acts: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["hanh_vi"]
        assert isinstance(choices, forms.ChoiceField)
        choices.choices = [("", _("mọi việc")), *acts]

    def wanted(self) -> Filter:
        """The filter, without the fields that could not be read."""
        if not self.is_bound:
            return Filter()
        self.is_valid()
        given = self.cleaned_data
        return Filter(
            scope=given.get("pham_vi", ""), subject=given.get("doi_tuong", ""), act=given.get("hanh_vi", ""), actor=given.get("nguoi", ""),
            since=given.get("tu"), until=given.get("den"),
        )
