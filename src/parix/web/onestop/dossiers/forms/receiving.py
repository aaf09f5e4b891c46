"""The receipt: procedure, applicant, papers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from parix.foundation.working_calendar.due_dates import Term, Unit
from parix.web.onestop.dossiers.actions.receiving import Filed, ReceiptGiven
from parix.web.onestop.dossiers.choices import ApplicantKind, Channel
from parix.web.onestop.dossiers.queries.filing import Offered
from parix.web.onestop.dossiers.rules.applicants import Applicant
from parix.web.organisations.queries import Unit as AgencyUnit
from parix.web.personal_data.rules.people import plain_identity, plain_phone

_PAPER = re.compile(r"^(?P<name>.+?)(?:\s*;\s*(?P<originals>\d{1,3})\s*(?:bản chính)?)?(?:\s*;\s*(?P<copies>\d{1,3})\s*(?:bản sao)?)?$")
_UNITS: dict[str, Unit] = {"working_days": "working_days", "days": "days", "working_hours": "working_hours"}


class ReceiptForm(forms.Form):
    procedure = forms.ChoiceField(label=_("Thủ tục"))
    applicant_kind = forms.TypedChoiceField(label=_("Chủ hồ sơ là"), choices=ApplicantKind.choices, coerce=int)
    name = forms.CharField(label=_("Tên chủ hồ sơ"), max_length=200)
    number = forms.CharField(
        label=_("Số định danh, mã số doanh nghiệp"), max_length=40, required=False,
        help_text=_("12 số của căn cước, 9 số của chứng minh nhân dân; mã số của tổ chức"),
    )
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    address = forms.CharField(label=_("Địa chỉ"), max_length=300, required=False)
    email = forms.CharField(label=_("Thư điện tử"), max_length=200, required=False, validators=[EmailValidator()])
    abstract = forms.CharField(label=_("Nội dung yêu cầu"), max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    channel = forms.TypedChoiceField(label=_("Nộp bằng cách"), choices=Channel.choices, coerce=int)
    unit = forms.ChoiceField(label=_("Đơn vị thụ lý"), required=False)
    papers = forms.CharField(
        label=_("Giấy tờ kèm theo"), max_length=5_000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("mỗi giấy tờ một dòng; sau dấu chấm phẩy là số bản chính, rồi số bản sao; để trống thì lấy theo thủ tục"),
    )
    sets = forms.IntegerField(label=_("Số bộ"), min_value=1, max_value=100, initial=1)
    received_at = forms.DateTimeField(
        label=_("Tiếp nhận lúc"), required=False, input_formats=["%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"],
        help_text=_("giờ:phút ngày/tháng/năm; để trống là bây giờ"),
    )

    def __init__(self, *args: Any, offered: Sequence[Offered], units: Sequence[AgencyUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered, self._units = {str(one.version_id): one for one in offered}, {str(one.pk): one for one in units}
        self._choose("procedure", [("", _("chọn thủ tục")), *((key, one.label) for key, one in self._offered.items())])
        self._choose("unit", [("", _("chưa giao")), *((key, one.name) for key, one in self._units.items())])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        read: dict[str, Any] = super().clean() or {}
        if read.get("number") and read.get("applicant_kind") == ApplicantKind.CITIZEN and not plain_identity(read["number"]):
            self.add_error("number", _("số căn cước có 12 chữ số, chứng minh nhân dân có 9"))
        if read.get("phone") and not plain_phone(read["phone"]):
            self.add_error("phone", _("không phải số điện thoại Việt Nam; ghi dạng 0912 345 678"))
        return read

    def given(self) -> ReceiptGiven:
        read = self.cleaned_data
        chosen = self._offered.get(read["procedure"])
        received: datetime | None = read["received_at"]
        return ReceiptGiven(
            filed=_filed(chosen) if chosen else None,
            applicant=Applicant(read["name"].strip(), read["number"].strip(), read["address"].strip(), read["phone"].strip(), read["email"].strip()),
            abstract=read["abstract"] or (chosen.name if chosen else ""), channel=read["channel"], applicant_kind=read["applicant_kind"],
            unit=self._units.get(read["unit"]) or None, papers=_papers(read["papers"]) or (list(chosen.papers) if chosen else []), sets=read["sets"],
            received_at=received,
        )


def _filed(one: Offered) -> Filed:
    unit = _UNITS.get(one.term_unit)
    term = Term(one.term_count, unit) if one.term_count is not None and unit else None
    return Filed(one.version_id, one.field_id, term, one.fee_amount, one.has_fee, one.online_level)


def _papers(text: str) -> list[dict[str, Any]]:
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        read = _PAPER.match(line)
        if read is not None:
            found.append({"name": read["name"][:300], "originals": int(read["originals"] or 1), "copies": int(read["copies"] or 0)})
    return found
