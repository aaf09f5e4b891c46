"""The head of a plan, and one assignment of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.web.organisations.queries import Unit
from parix.web.plans.actions.drafting import AssignmentGiven, PlanGiven
from parix.web.plans.choices import MEASURED_CHOICES, PlanKind, Recurrence
from parix.web.plans.models import Assignment, Plan
from parix.web.plans.queries.leaves import LeafChoice

DAY = {"inputmode": "numeric", "autocomplete": "off", "size": 12}


class PlanForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại"), choices=PlanKind.choices)
    title = forms.CharField(label=_("Tên, trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    year = forms.IntegerField(label=_("Năm thực hiện"), min_value=1, max_value=9_998)
    number = forms.CharField(label=_("Số"), max_length=40, required=False)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=80, required=False, help_text=_("phần sau dấu gạch chéo, ví dụ KH-SKHCN"))
    issued_on = forms.DateField(label=_("Ngày ban hành"), required=False, widget=forms.DateInput(attrs=DAY), help_text=_("ngày/tháng/năm"))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=300, required=False)
    measured_as = forms.ChoiceField(
        label=_("Số đếm đưa vào phiếu điểm"), choices=MEASURED_CHOICES, required=False,
        help_text=_("Tiêu chí dùng số đo này sẽ lấy số từ đây, không nhập tay nữa."),
    )

    def given(self) -> PlanGiven:
        return PlanGiven(**self.cleaned_data)


def plan_initial(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in PlanForm.base_fields}


class AssignmentForm(forms.Form):
    """`units` are the agency's; a lead that is none of them is written in words."""

    text = forms.CharField(label=_("Nội dung"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4_000)
    lead = forms.ChoiceField(label=_("Đơn vị chủ trì"), required=False)
    lead_name = forms.CharField(
        label=_("Chủ trì ghi bằng chữ"), max_length=300, required=False, help_text=_("khi không phải đơn vị của cơ quan, hoặc chưa rõ đơn vị nào"),
    )
    supporting = forms.MultipleChoiceField(label=_("Đơn vị phối hợp"), required=False, widget=forms.CheckboxSelectMultiple)
    support_names = forms.CharField(
        label=_("Phối hợp ghi bằng chữ"), required=False, max_length=1_000, help_text=_("cách nhau bằng dấu chấm phẩy"),
    )
    recurrence = forms.ChoiceField(label=_("Định kỳ"), choices=Recurrence.choices, required=False)
    due_on = forms.DateField(label=_("Hạn"), required=False, widget=forms.DateInput(attrs=DAY), help_text=_("ngày/tháng/năm; với việc định kỳ là lần cuối"))
    due_day = forms.IntegerField(
        label=_("Ngày trong tháng"), required=False, min_value=1, max_value=31, help_text=_("của việc định kỳ; để trống là ngày cuối kỳ"),
    )
    product = forms.CharField(label=_("Sản phẩm"), max_length=500, required=False)
    field = forms.CharField(label=_("Lĩnh vực"), max_length=200, required=False)
    leaves = forms.MultipleChoiceField(
        label=_("Tiêu chí mà kết quả chứng minh"), required=False, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Tài liệu nộp khi hoàn thành được dẫn vào các tiêu chí này."),
    )

    def __init__(self, *args: Any, units: Sequence[Unit], leaves: Sequence[LeafChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = {str(unit.pk): unit for unit in units}
        names = [(key, unit.name) for key, unit in self._units.items()]
        self._choose("lead", [("", _("chưa rõ, hoặc ghi bằng chữ")), *names])
        self._choose("supporting", names)
        kept = [key for key in (self.initial.get("leaves") or ()) if key not in {one.key for one in leaves}]
        self._choose("leaves", [*((one.key, one.label) for one in leaves), *((key, key) for key in kept)])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def given(self, held: Assignment | None = None) -> AssignmentGiven:
        """`held` keeps what the form does not show."""
        read = self.cleaned_data
        return AssignmentGiven(
            text=read["text"], lead=self._units.get(read["lead"]), lead_name=read["lead_name"].strip(),
            supporting=[self._units[key] for key in read["supporting"]], support_names=split(read["support_names"]), field=read["field"].strip(),
            due_on=read.get("due_on"), due_day=read.get("due_day"), recurrence=read.get("recurrence", ""), product=read["product"].strip(),
            leaves=read["leaves"], section=held.section if held else "", due_words=held.due_words if held else "", span=held.span if held else None,
        )


class ChangeForm(AssignmentForm):
    """For an approved plan: the term is extended, not changed, and every change has its reason."""

    reason = forms.CharField(label=_("Lý do sửa"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("due_on", "due_day", "recurrence"):
            del self.fields[name]


class AddForm(AssignmentForm):
    """An assignment beside what was promised."""

    reason = forms.CharField(label=_("Lý do thêm"), max_length=300)


def assignment_initial(one: Assignment) -> dict[str, Any]:
    return {
        "text": one.text, "lead": str(one.lead_id or ""), "lead_name": one.lead_name, "supporting": [str(pk) for pk in one.supporting_ids],
        "support_names": "; ".join(one.support_names), "recurrence": one.recurrence, "due_on": one.due_on, "due_day": one.due_day,
        "product": one.product, "field": one.field, "leaves": one.leaves,
    }


def split(text: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (" ".join(part.split()) for part in text.split(";")))))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=300, required=False)
