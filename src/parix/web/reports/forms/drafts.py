"""What people fill in while a document is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parix.foundation.problems import Problem
from parix.official_documents.composing.outlines import outlines
from parix.web.organisations.queries import Agency
from parix.web.reports.choices import TEXT_LIMIT

EARLIEST, LATEST = 1900, 2999
MOST_LINES = 40


def _seasons() -> list[tuple[str, str]]:
    return [(one.key, one.name) for one in outlines().seasons]


def _forms() -> list[tuple[str, str]]:
    return [(one.key, one.name) for one in outlines().documents]


class NewReportForm(forms.Form):
    agency = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int)
    form = forms.ChoiceField(label=_("Loại văn bản"), choices=_forms)
    season = forms.ChoiceField(label=_("Kỳ (báo cáo định kỳ)"), choices=_seasons, required=False)
    year = forms.IntegerField(label=_("Năm"), min_value=EARLIEST, max_value=LATEST)

    def __init__(self, agencies: Sequence[Agency], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(one.pk, one.name) for one in agencies]
        if len(agencies) == 1:
            field.initial, field.widget = agencies[0].pk, forms.HiddenInput()


class SectionForm(forms.Form):
    text = forms.CharField(label=_("Nội dung"), required=False, max_length=TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 14, "lang": "vi"}))
    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)


class _LinesField(forms.CharField):
    """One entry for each line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        return [line.strip(" -;") for line in text.splitlines() if line.strip(" -;")][:MOST_LINES]


class HeadForm(forms.Form):
    abstract = forms.CharField(label=_("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=80, help_text=_("Số được cấp khi ban hành"))
    parent = forms.CharField(label=_("Cơ quan chủ quản (dòng trên)"), max_length=200, required=False)
    place = forms.CharField(label=_("Địa danh"), max_length=100)
    signing_mark = forms.CharField(label=_("Ký thay, thừa lệnh"), max_length=60, required=False, help_text=_("Ví dụ: KT. GIÁM ĐỐC"))
    signer_position = forms.CharField(label=_("Chức vụ người ký"), max_length=100)
    signer_name = forms.CharField(label=_("Họ tên người ký"), max_length=150, required=False)
    addressees = _LinesField(label=_("Kính gửi (mỗi dòng một nơi)"))
    recipients = _LinesField(label=_("Nơi nhận (mỗi dòng một nơi)"))


class TypedFigureForm(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput(), max_length=60)
    value = forms.CharField(label=_("Số"), max_length=30, required=False)
    source = forms.CharField(label=_("Nguồn"), max_length=300, required=False)


class TemplateForm(forms.Form):
    form = forms.ChoiceField(label=_("Loại văn bản"), choices=_forms)
    file = forms.FileField(label=_("Tệp mẫu (.docx)"))


def add_problems(form: forms.Form, problems: Iterable[Problem]) -> None:
    """Refusals of an action, at the field that each is about."""
    for problem in problems:
        place = f" ({problem.place.path})" if problem.place.path and problem.place.path not in form.fields else ""
        form.add_error(problem.place.path if problem.place.path in form.fields else None, f"{problem.message}{place}: {problem.remedy}")
