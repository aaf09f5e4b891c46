"""Forms of the review: which procedures a year's plan holds, and what one review found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.procedures.compliance_cost import Task
from parix.web.design.yes_no import YesNoField
from parix.web.files.actions.citing import Cited
from parix.web.onestop.procedures.actions.reviewing import ReviewGiven, Side
from parix.web.onestop.procedures.choices import Proposal, ReviewVerb
from parix.web.onestop.procedures.forms import day_field, lines_field
from parix.web.onestop.procedures.queries.catalogue import Listed, Procedure
from parix.web.onestop.procedures.queries.reviews import Review, tasks_of

_TASK_HELP = _("mỗi việc một dòng: tên; số giờ; thu nhập bình quân một giờ; thuê tư vấn; phí, lệ phí; chi khác. Ví dụ: Điền đơn; 2,5; 36.000; 0; 0; 5.000")
_NUMBER = re.compile(r"\d{1,12}(?:\.\d{3})*(?:,\d{1,2})?")
MOST_TASKS = 50


class PlanForm(forms.Form):
    number = forms.CharField(label=_("Số kế hoạch rà soát"), required=False, max_length=40)
    symbol = forms.CharField(label=_("Ký hiệu"), required=False, max_length=80)
    issued_on = day_field(_("Ngày ký"))
    procedures = forms.MultipleChoiceField(label=_("Thủ tục đưa vào kế hoạch"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, rows: Sequence[Listed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._procedures: dict[str, Procedure] = {str(one.procedure.pk): one.procedure for one in rows}
        field = self.fields["procedures"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, f"{one.code or one.own_code} {one.name}") for key, one in self._procedures.items()]

    def clean(self) -> dict[str, Any]:
        read = super().clean() or {}
        told = [bool(read.get(name)) for name in ("number", "symbol", "issued_on")]
        if any(told) and not all(told):
            self.add_error("number", _("ghi đủ số, ký hiệu và ngày ký của kế hoạch, hoặc để trống cả ba"))
        return read

    def chosen(self) -> list[Procedure]:
        return [self._procedures[key] for key in self.cleaned_data["procedures"]]

    def plan(self) -> Cited | None:
        read = self.cleaned_data
        return Cited("plan", read["number"], read["symbol"], read["issued_on"], "Kế hoạch rà soát thủ tục hành chính") if read["number"] else None


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 2}))

    def given(self) -> ReviewGiven:
        return ReviewGiven(reason=self.cleaned_data["reason"])


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=9_999)


class ReviewForm(forms.Form):
    reviewed_on = day_field(_("Ngày rà soát xong"))
    necessary = YesNoField(label=_("Cần thiết"))
    reasonable = YesNoField(label=_("Hợp lý"))
    legal = YesNoField(label=_("Hợp pháp"))
    proposal = forms.ChoiceField(label=_("Kiến nghị"), choices=[("", _("chưa chọn")), *Proposal.choices])
    reason = lines_field(_("Cắt giảm những gì, vì sao"))
    days_before, days_after = _count(_("Thời hạn trước (ngày)")), _count(_("Thời hạn sau (ngày)"))
    papers_before, papers_after = _count(_("Số giấy tờ trước")), _count(_("Số giấy tờ sau"))
    conditions_before, conditions_after = _count(_("Số điều kiện trước")), _count(_("Số điều kiện sau"))
    times = forms.DecimalField(label=_("Số lần một năm của mỗi đối tượng"), required=False, min_value=0, max_digits=9, decimal_places=2, localize=True)
    subjects = forms.IntegerField(label=_("Số đối tượng một năm"), required=False, min_value=0, max_value=100_000_000)
    tasks_before = lines_field(_("Chi phí tuân thủ trước"), 4, help_text=_TASK_HELP)
    tasks_after = lines_field(_("Chi phí tuân thủ sau"), 4, help_text=_TASK_HELP)

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = _initial(review)

    def clean_tasks_before(self) -> list[Task]:
        return _tasks(self.cleaned_data["tasks_before"])

    def clean_tasks_after(self) -> list[Task]:
        return _tasks(self.cleaned_data["tasks_after"])

    def given(self) -> ReviewGiven:
        read = self.cleaned_data
        before, after = (Side(read[f"days_{at}"], read[f"papers_{at}"], read[f"conditions_{at}"], read[f"tasks_{at}"]) for at in ("before", "after"))
        answers = {key: read[key] for key in ("necessary", "reasonable", "legal")}
        return ReviewGiven(read["proposal"], read["reason"], read["reviewed_on"], answers, before, after, read["times"], read["subjects"])


def step_form(verb: ReviewVerb, data: Any, review: Review) -> ReviewForm | ReasonForm:
    return ReviewForm(data, review=review, prefix=verb.value) if verb == ReviewVerb.REVIEW else ReasonForm(data, prefix=verb.value)


def number_of(text: str) -> Decimal:
    """`36.000` and `2,5` as people write them; also `36000`. Raises ValueError."""
    plain = "".join(text.split())
    if not _NUMBER.fullmatch(plain) or ("." in plain and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", plain)):
        raise ValueError(text)
    try:
        return Decimal(plain.replace(".", "").replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(text) from error


def tasks_lines(tasks: Sequence[Task]) -> str:
    numbers = ((one.name, one.hours, one.hourly_income, one.hired, one.fees, one.other) for one in tasks)
    return "\n".join("; ".join([name, *(_written(each) for each in rest)]) for name, *rest in numbers)


def _tasks(text: str) -> list[Task]:
    found = []
    for number, line in enumerate(filter(str.strip, text.splitlines()), 1):
        name, *rest = (part.strip() for part in line.split(";"))
        try:
            numbers = [number_of(one) if one else Decimal(0) for one in rest]
        except ValueError:
            numbers = []
        if not name or not 1 <= len(numbers) <= 5:
            raise forms.ValidationError(_("dòng %(number)s chưa đúng: tên; số giờ; thu nhập một giờ; thuê tư vấn; phí; chi khác") % {"number": number})
        found.append(Task(name[:300], *numbers))
    if len(found) > MOST_TASKS:
        raise forms.ValidationError(_("không quá %(most)s việc") % {"most": MOST_TASKS})
    return found


def _written(number: Decimal) -> str:
    whole, _point, rest = f"{number:f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{rest}" if rest.strip("0") else grouped


def _initial(review: Review) -> dict[str, Any]:
    """What was entered before; the first time, what the version in force says."""
    found: dict[str, Any] = {
        "necessary": review.is_necessary, "reasonable": review.is_reasonable, "legal": review.is_legal, "proposal": review.proposal,
        "times": review.times, "subjects": review.subjects, "reviewed_on": review.reviewed_on, "reason": review.reason,
    }
    for at, side in (("before", review.before), ("after", review.after)):
        found |= {f"{key}_{at}": side.get(key) for key in ("days", "papers", "conditions")}
        found[f"tasks_{at}"] = tasks_lines(tasks_of(side))
    return found
