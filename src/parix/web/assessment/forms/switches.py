"""What a coordinator says when a round goes over to another edition: which, since when it was looked at, why, and by when units are done."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy


class SwitchForm(forms.Form):
    to = forms.CharField(max_length=100, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Số, ngày của quyết định sửa bộ chỉ số; ghi vào nhật ký và hiện cho các cơ quan."),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Các đơn vị làm xong trước hết ngày"), help_text=gettext_lazy("ngày/tháng/năm; không sau lúc phiếu tự khoá"),
    )
