"""What is typed: an initiative, each step, filters of the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from parix.web.accounts.queries import User
from parix.web.files.actions.citing import Cited
from parix.web.files.queries import Document
from parix.web.organisations.queries import Unit
from parix.web.registries.initiatives.actions import InitiativeGiven, StepGiven
from parix.web.registries.initiatives.choices import CRITERIA, Verb
from parix.web.registries.initiatives.queries import Filters, Initiative

DAY = {"inputmode": "numeric", "autocomplete": "off", "size": 12}


class _PeopleField(forms.ModelMultipleChoiceField[User]):
    def label_from_instance(self, obj: User) -> str:
        return obj.get_full_name()


class InitiativeForm(forms.Form):
    title = forms.CharField(label=_("Tên sáng kiến, giải pháp"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    unit = forms.ChoiceField(label=_("Đơn vị"))
    year = forms.IntegerField(label=_("Năm"), min_value=1, max_value=9_998)
    summary = forms.CharField(
        label=_("Mô tả"), max_length=8_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("trước đây làm thế nào, nay làm thế nào, lợi ích đo được, đã áp dụng hoặc áp dụng thử ở đâu, từ khi nào"),
    )
    authors: forms.ModelMultipleChoiceField[User] = _PeopleField(
        label=_("Tác giả"), queryset=None, required=False, widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    author_names = forms.CharField(
        label=_("Tác giả khác"), max_length=500, required=False, help_text=_("họ tên người không có tài khoản, cách nhau bằng dấu phẩy"),
    )
    criteria = forms.MultipleChoiceField(
        label=_("Tiêu chuẩn đạt"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("theo Điều 3 Điều lệ Sáng kiến"),
        choices=[(one.key, one.label) for one in CRITERIA],
    )

    def __init__(self, *args: Any, units: Sequence[Unit], people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = {str(unit.pk): unit for unit in units}
        unit, authors = self.fields["unit"], self.fields["authors"]
        assert isinstance(unit, forms.ChoiceField) and isinstance(authors, forms.ModelMultipleChoiceField)
        unit.choices = [(key, one.name) for key, one in self._units.items()]
        authors.queryset = people

    def given(self) -> InitiativeGiven:
        read = self.cleaned_data
        return InitiativeGiven(
            read["title"], read["summary"], self._units[read["unit"]], read["year"], list(read["authors"]), read["author_names"], read["criteria"],
        )


def initial_of(one: Initiative) -> dict[str, Any]:
    return {
        "title": one.title, "unit": str(one.unit_id), "year": one.year, "summary": one.summary, "authors": [author.pk for author in one.authors.all()],
        "author_names": one.author_names, "criteria": one.criteria,
    }


class RecogniseForm(forms.Form):
    number = forms.CharField(label=_("Số quyết định"), max_length=40)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=80, help_text=_("phần sau dấu gạch chéo, ví dụ QĐ-SKHCN"))
    issued_on = forms.DateField(label=_("Ngày ký"), widget=forms.DateInput(attrs=DAY), help_text=_("ngày/tháng/năm"))

    def given(self, one: Initiative) -> StepGiven:
        read = self.cleaned_data
        return StepGiven(cited=Cited("decision", read["number"], read["symbol"], read["issued_on"], f"Công nhận sáng kiến: {one.title}"))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}))

    def given(self, one: Initiative) -> StepGiven:
        return StepGiven(reason=self.cleaned_data["reason"])


class ApplyForm(forms.Form):
    """`documents` are the newest of the agency's register."""

    place = forms.CharField(label=_("Nơi áp dụng"), max_length=300)
    applied_on = forms.DateField(label=_("Áp dụng từ ngày"), widget=forms.DateInput(attrs=DAY), help_text=_("ngày/tháng/năm"))
    reason = forms.CharField(label=_("Kết quả"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}))
    document = forms.ChoiceField(label=_("Tài liệu chứng minh"), required=False, help_text=_("tải tệp vào sổ tài liệu trước, rồi chọn ở đây"))

    def __init__(self, *args: Any, documents: Sequence[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._documents = {str(one.pk): one for one in documents}
        field = self.fields["document"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("không có")), *((key, str(one)[:120]) for key, one in self._documents.items())]

    def given(self, one: Initiative) -> StepGiven:
        read = self.cleaned_data
        return StepGiven(read["reason"], None, read["place"], read["applied_on"], self._documents.get(read["document"]))


StepForm = RecogniseForm | ReasonForm | ApplyForm


def step_form(verb: Verb, data: Any, documents: Sequence[Document]) -> StepForm:
    if verb == Verb.RECOGNISE:
        return RecogniseForm(data, prefix=verb.value)
    if verb == Verb.APPLY:
        return ApplyForm(data, documents=documents, prefix=verb.value)
    return ReasonForm(data, prefix=verb.value)


class FilterForm(forms.Form):
    """The address of the list; what cannot be read is as if it were not there."""

    nam = forms.IntegerField(required=False, min_value=1, max_value=9_998)
    tim = forms.CharField(required=False, max_length=200)
    trang_thai = forms.CharField(required=False)
    don_vi = forms.IntegerField(required=False)

    def wanted(self, year: int) -> Filters:
        self.is_valid()
        read = self.cleaned_data
        return Filters(read.get("nam") or year, read.get("tim", ""), read.get("trang_thai", ""), read.get("don_vi"))
