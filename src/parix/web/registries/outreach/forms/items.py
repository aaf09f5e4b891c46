"""The plan's document, an item, its report, filters of the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.web.files.actions.citing import Cited
from parix.web.files.queries import Document
from parix.web.organisations.queries import Unit
from parix.web.registries.outreach.actions.items import ItemGiven, StepGiven
from parix.web.registries.outreach.choices import Channel, Verb
from parix.web.registries.outreach.queries import Filters, Item

DAY = {"inputmode": "numeric", "autocomplete": "off", "size": 12}


class PlanForm(forms.Form):
    number = forms.CharField(label=_("Số kế hoạch"), max_length=40)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=80, help_text=_("phần sau dấu gạch chéo, ví dụ KH-SKHCN"))
    issued_on = forms.DateField(label=_("Ngày ký"), widget=forms.DateInput(attrs=DAY), help_text=_("ngày/tháng/năm"))

    def given(self, year: int) -> Cited:
        read = self.cleaned_data
        return Cited("plan", read["number"], read["symbol"], read["issued_on"], f"Kế hoạch tuyên truyền cải cách hành chính năm {year}")


class ItemForm(forms.Form):
    text = forms.CharField(label=_("Nội dung"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    channel = forms.ChoiceField(label=_("Hình thức"), choices=Channel.choices)
    unit = forms.ChoiceField(label=_("Đơn vị thực hiện"))
    due_on = forms.DateField(label=_("Hạn"), widget=forms.DateInput(attrs=DAY), help_text=_("ngày/tháng/năm"))

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = {str(unit.pk): unit for unit in units}
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, one.name) for key, one in self._units.items()]

    def given(self) -> ItemGiven:
        read = self.cleaned_data
        return ItemGiven(read["text"], read["channel"], self._units[read["unit"]], read["due_on"])


def initial_of(item: Item) -> dict[str, Any]:
    return {"text": item.text, "channel": item.channel, "unit": str(item.unit_id), "due_on": item.due_on}


class ReportForm(forms.Form):
    done_on = forms.DateField(label=_("Ngày thực hiện"), widget=forms.DateInput(attrs=DAY), help_text=_("ngày/tháng/năm; nhiều lần thì ghi lần cuối"))
    times = forms.IntegerField(label=_("Số lần, số đợt, số tin bài"), min_value=1, max_value=100_000)
    people = forms.IntegerField(label=_("Số lượt người tham gia, tiếp cận"), min_value=0, max_value=100_000_000, required=False)
    note = forms.CharField(label=_("Kết quả"), max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    link = forms.URLField(label=_("Đường dẫn tin bài"), max_length=500, required=False, assume_scheme="https")
    document = forms.ChoiceField(label=_("Tài liệu chứng minh"), required=False, help_text=_("tải tệp vào sổ tài liệu trước, rồi chọn ở đây"))

    def __init__(self, *args: Any, documents: Sequence[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._documents = {str(one.pk): one for one in documents}
        field = self.fields["document"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("không có")), *((key, str(one)[:120]) for key, one in self._documents.items())]

    def given(self) -> StepGiven:
        read = self.cleaned_data
        return StepGiven(read["note"], read["done_on"], read["times"], read.get("people") or 0, read["link"], self._documents.get(read["document"]))


class ReasonForm(forms.Form):
    note = forms.CharField(label=_("Lý do"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}))

    def given(self) -> StepGiven:
        return StepGiven(self.cleaned_data["note"])


def step_form(verb: Verb, data: Any, documents: Sequence[Document]) -> ReportForm | ReasonForm:
    return ReportForm(data, documents=documents, prefix=verb.value) if verb == Verb.REPORT else ReasonForm(data, prefix=verb.value)


class FilterForm(forms.Form):
    """The address of the list; what cannot be read is as if it were not there."""

    nam = forms.IntegerField(required=False, min_value=1, max_value=9_998)
    tim = forms.CharField(required=False, max_length=200)
    trang_thai = forms.CharField(required=False)
    hinh_thuc = forms.CharField(required=False)
    don_vi = forms.IntegerField(required=False)

    def wanted(self, year: int) -> Filters:
        self.is_valid()
        read = self.cleaned_data
        return Filters(read.get("nam") or year, read.get("tim", ""), read.get("trang_thai", ""), read.get("hinh_thuc", ""), read.get("don_vi"))
