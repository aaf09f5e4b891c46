"""What is typed: inspections planned by a decision, a conclusion with its findings, a step of a finding, filters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.web.files.actions.citing import Cited
from parix.web.files.queries import Document
from parix.web.organisations.queries import Agency, Unit
from parix.web.registries.inspections.actions import FindingGiven, StepGiven
from parix.web.registries.inspections.choices import Verb
from parix.web.registries.inspections.queries import Filters

DAY = {"inputmode": "numeric", "autocomplete": "off", "size": 12}
_FINDING = re.compile(r"^(?P<text>.+?)\s*[;|]\s*(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})\s*$")


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY), help_text=_("ngày/tháng/năm"), **more)


class PlanForm(forms.Form):
    number = forms.CharField(label=_("Số quyết định, kế hoạch"), max_length=40)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=80, help_text=_("phần sau dấu gạch chéo, ví dụ QĐ-SKHCN"))
    issued_on = _day(_("Ngày ký"))
    content = forms.CharField(label=_("Nội dung kiểm tra"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    planned_on = _day(_("Kiểm tra trước ngày"))
    whom = forms.MultipleChoiceField(label=_("Đơn vị được kiểm tra"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, units: Sequence[Unit], agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._whom: dict[str, Unit | Agency] = {**{f"u{one.pk}": one for one in units}, **{f"a{one.pk}": one for one in agencies}}
        field = self.fields["whom"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, one.name) for key, one in self._whom.items()]

    def given(self) -> dict[str, Any]:
        read = self.cleaned_data
        decision = Cited("decision", read["number"], read["symbol"], read["issued_on"], f"Kiểm tra: {read['content']}")
        return {"whom": [self._whom[key] for key in read["whom"]], "content": read["content"], "planned_on": read["planned_on"], "decision": decision}


class ConclusionForm(forms.Form):
    inspected_on = _day(_("Ngày kiểm tra"))
    number = forms.CharField(label=_("Số kết luận"), max_length=40)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=80, help_text=_("phần sau dấu gạch chéo, ví dụ TB-SKHCN"))
    issued_on = _day(_("Ngày ký kết luận"))
    findings = forms.CharField(
        label=_("Tồn tại phải khắc phục"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("mỗi tồn tại một dòng, sau dấu chấm phẩy ghi hạn khắc phục dạng ngày/tháng/năm; không có thì để trống"),
    )

    def clean_findings(self) -> list[FindingGiven]:
        found = []
        for number, line in enumerate(filter(None, map(str.strip, self.cleaned_data["findings"].splitlines())), 1):
            read = _FINDING.match(line)
            try:
                day = date(int(read["year"]), int(read["month"]), int(read["day"])) if read else None
            except ValueError:
                day = None
            if read is None or day is None:
                raise forms.ValidationError(_("dòng %(number)s chưa có hạn khắc phục đúng dạng ngày/tháng/năm ở cuối") % {"number": number})
            found.append(FindingGiven(read["text"], day))
        return found

    def given(self, whom: str) -> dict[str, Any]:
        read = self.cleaned_data
        conclusion = Cited("notice", read["number"], read["symbol"], read["issued_on"], f"Kết luận kiểm tra {whom}")
        return {"inspected_on": read["inspected_on"], "conclusion": conclusion, "findings": read["findings"]}


class FindingForm(forms.Form):
    text = forms.CharField(label=_("Tồn tại"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 2}))
    fix_by = _day(_("Khắc phục trước ngày"))

    def given(self) -> FindingGiven:
        return FindingGiven(self.cleaned_data["text"], self.cleaned_data["fix_by"])


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 2}))


class StepForm(forms.Form):
    note = forms.CharField(label=_("Lý do"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 2}))

    def given(self) -> StepGiven:
        read = self.cleaned_data
        return StepGiven(read["note"], read.get("day"))


class ExtendForm(StepForm):
    day = _day(_("Hạn mới"))


class RemedyForm(StepForm):
    day = _day(_("Khắc phục xong ngày"))
    document = forms.ChoiceField(label=_("Tài liệu chứng minh"), help_text=_("tải tệp vào sổ tài liệu trước, rồi chọn ở đây"))

    def __init__(self, *args: Any, documents: Sequence[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("Đã khắc phục thế nào")
        self._documents = {str(one.pk): one for one in documents}
        field = self.fields["document"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("chọn tài liệu")), *((key, str(one)[:120]) for key, one in self._documents.items())]

    def given(self) -> StepGiven:
        read = self.cleaned_data
        return StepGiven(read["note"], read["day"], self._documents.get(read["document"]))


def step_form(verb: Verb, data: Any, documents: Sequence[Document], prefix: str) -> StepForm:
    if verb == Verb.REMEDY:
        return RemedyForm(data, documents=documents, prefix=prefix)
    return ExtendForm(data, prefix=prefix) if verb == Verb.EXTEND else StepForm(data, prefix=prefix)


class FilterForm(forms.Form):
    """The address of the list; what cannot be read is as if it were not there."""

    nam = forms.IntegerField(required=False, min_value=1, max_value=9_998)
    tim = forms.CharField(required=False, max_length=200)
    trang_thai = forms.CharField(required=False)

    def wanted(self, year: int) -> Filters:
        self.is_valid()
        read = self.cleaned_data
        return Filters(read.get("nam") or year, read.get("tim", ""), read.get("trang_thai", ""))
