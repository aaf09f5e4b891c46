"""What is typed about fees: the account, a charge, a statement's file, what becomes of a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.foundation.problems import Problem
from parix.web.onestop.payments.queries import Charge


class AccountForm(forms.Form):
    bank = forms.CharField(label=_("Mã ngân hàng (BIN)"), max_length=6, help_text=_("6 chữ số, ví dụ 970436"))
    account = forms.CharField(label=_("Số tài khoản"), max_length=19)
    holder = forms.CharField(label=_("Chủ tài khoản"), max_length=200)
    unit = forms.CharField(label=_("Mã đơn vị trên nền tảng thanh toán"), max_length=40, required=False)


class ChargeForm(forms.Form):
    name = forms.CharField(label=_("Tên phí, lệ phí"), max_length=200)
    amount = forms.DecimalField(label=_("Số tiền (đồng)"), max_digits=13, decimal_places=0, min_value=1)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=300)


class StatementForm(forms.Form):
    file = forms.FileField(label=_("Sao kê của ngân hàng"), help_text=_("tệp .xlsx hoặc .csv có cột ngày, số tiền ghi có, nội dung"))


class LineForm(forms.Form):
    """Either a charge, or a reason to set the line aside."""

    charge = forms.ChoiceField(label=_("Là của khoản"), required=False)
    reason = forms.CharField(label=_("Hoặc ghi lý do bỏ khỏi danh sách"), max_length=300, required=False)

    def __init__(self, *args: Any, charges: Sequence[Charge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._charges = {one.reference: one for one in charges}
        field = self.fields["charge"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("chọn khoản cùng số tiền")), *((key, f"{key} · {one.dossier.code}") for key, one in self._charges.items())]

    def clean(self) -> dict[str, Any]:
        read: dict[str, Any] = super().clean() or {}
        if bool(read.get("charge")) == bool((read.get("reason") or "").strip()):
            raise forms.ValidationError(_("chọn một khoản, hoặc ghi lý do"))
        return read

    def chosen(self) -> Charge | None:
        return self._charges.get(self.cleaned_data["charge"])


def add_problems(form: forms.Form, problems: Iterable[Problem]) -> None:
    """Each beside the field that it names, else above the form with its line."""
    for one in problems:
        where = f"{one.place}: " if one.place.file else ""
        form.add_error(one.place.path if one.place.path in form.fields else None, f"{where}{one.message}; {one.remedy}")
