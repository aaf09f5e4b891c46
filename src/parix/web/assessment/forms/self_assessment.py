"""A claim's form, made from the questions of the leaf's rule, and duties in bulk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parix.foundation.numbers import exact_text, shown, written_number
from parix.foundation.problems import Problem
from parix.web.assessment.queries.questions import Question
from parix.web.organisations.queries import Unit

EXPLANATION_LENGTH = 10_000
THREE_STATES = (("yes", gettext_lazy("có")), ("no", gettext_lazy("không")), ("", gettext_lazy("chưa biết")))
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


def number_typed(text: str) -> Fraction:
    """A number as officials write it: `1.234,5`, `12,5`, `1 234`, also `12.5`. Raises ValueError."""
    plain = _SPACES.sub("", text)
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif _GROUPED.fullmatch(plain):
        plain = plain.replace(".", "")
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", plain):
        raise ValueError(text)
    return written_number(plain)


class NumberField(forms.CharField):
    """The exact number in its written form; nothing when left empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=60, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return exact_text(number_typed(text))
        except ValueError:
            raise forms.ValidationError(_("«%(text)s» không phải là một số; viết ví dụ 1.234 hoặc 12,5") % {"text": text[:40]}) from None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the fields that answer it, for the page."""

    question: Question
    fields: tuple[forms.BoundField, ...]
    nothing: forms.BoundField | None

    @property
    def errors(self) -> list[str]:
        return [str(error) for field in self.fields for error in field.errors]


class QuestionsForm(forms.Form):
    """The fields follow from the questions of the leaf's rule; `facts` gives their written form back, by role."""

    nothing_said = "cơ quan khai không phát sinh trong kỳ"

    def __init__(self, *args: Any, questions: Sequence[Question], language: str = "vi", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = tuple(questions)
        for question in self.questions:
            for name, field in _fields_of(question, language):
                self.fields[name] = field

    def asked(self) -> Iterator[Asked]:
        for question in self.questions:
            names = [name for name in self.fields if name.startswith(f"{question.role}:") and not name.endswith(":nothing")]
            nothing = f"{question.role}:nothing"
            yield Asked(question, tuple(self[name] for name in names), self[nothing] if nothing in self.fields else None)

    def facts(self) -> dict[str, Any]:
        """Roles that were left empty are not there: not known is not zero."""
        answered = ((question.role, _fact_of(question, self.cleaned_data, self.nothing_said)) for question in self.questions)
        return {role: fact for role, fact in answered if fact is not None}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for question in self.questions:
            if question.form == "share":
                numerator, denominator = (f"{question.role}:{part}" for part in ("numerator", "denominator"))
                given = {name for name in (numerator, denominator) if cleaned.get(name)}
                lacking = {numerator, denominator} - given
                if len(given) == 1 and not lacking & self.errors.keys():
                    self.add_error(lacking.pop(), _("cần cả hai con số"))
                elif given and cleaned.get(denominator) == "0":
                    nothing = _("mẫu số phải lớn hơn 0; không có gì để tính thì đánh dấu «trong kỳ không phát sinh»")
                    self.add_error(denominator, nothing if question.may_be_nothing else _("mẫu số phải lớn hơn 0"))
        return cleaned

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """What the engine refuses, at the question that it is about."""
        for problem in problems:
            path = problem.place.path
            names = [path] if path in self.fields else [name for name in self.fields if name.startswith(f"{path}:")]
            self.add_error(names[0] if names else None, f"{problem.message}: {problem.remedy}")


class ClaimForm(QuestionsForm):
    """What a unit says of a leaf."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    explanation = forms.CharField(
        label=gettext_lazy("Thuyết minh, giải trình"), required=False, max_length=EXPLANATION_LENGTH, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Ghi số, ký hiệu, ngày và nơi ban hành của văn bản chứng minh; nếu không có văn bản thì giải trình."),
    )


def _fields_of(question: Question, language: str) -> Iterator[tuple[str, forms.Field]]:
    role = question.role
    if question.form == "share":
        yield f"{role}:numerator", NumberField(label=capfirst(question.item.text(language)))
        yield f"{role}:denominator", NumberField(label=capfirst(_total_of(question, language)))
    elif question.form == "number":
        yield f"{role}:number", NumberField(label=capfirst(question.item.text(language)))
    elif question.form == "answer":
        yield f"{role}:answer", _radio(question.item.text(language), THREE_STATES)
    elif question.form == "level":
        levels = [
            (one.key, _("%(level)s: %(points)s điểm") % {"level": one.text.text(language), "points": shown(one.points or Fraction(0), language)})
            for one in question.options
        ]
        yield f"{role}:level", _radio(question.item.text(language), [*levels, ("", _("chưa biết"))])
    elif question.form == "conditions":
        for one in question.options:
            yield f"{role}:{one.key}", _radio(one.text.text(language), THREE_STATES)
    else:
        for one in question.options:
            yield f"{role}:{one.key}", forms.IntegerField(label=one.text.text(language), required=False, min_value=0)
    if question.may_be_nothing:
        yield f"{role}:nothing", forms.BooleanField(label=_("trong kỳ không phát sinh"), required=False)


def _total_of(question: Question, language: str) -> str:
    return _("trên tổng số %(of)s") % {"of": question.of.text(language)} if question.of else _("trên tổng số")


def _radio(label: str, choices: Sequence[tuple[Any, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices), required=False, widget=forms.RadioSelect)


def _fact_of(question: Question, given: Mapping[str, Any], nothing_said: str) -> dict[str, Any] | None:
    role = question.role
    if given.get(f"{role}:nothing"):
        return {"nothing_arose": nothing_said}
    if question.form == "share":
        numerator, denominator = given.get(f"{role}:numerator"), given.get(f"{role}:denominator")
        return {"share": f"{numerator}/{denominator}"} if numerator and denominator else None
    if question.form in ("number", "answer", "level"):
        value = given.get(f"{role}:{question.form}")
        return {question.form: value} if value else None
    stated = {one.key: str(given[name]) for one in question.options if given.get(name := f"{role}:{one.key}") not in (None, "")}
    return {question.form: stated} if stated else None


def claim_initial(questions: Sequence[Question], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The form's values for facts in their written form."""
    initial: dict[str, Any] = {}
    for question in questions:
        role, fact = question.role, facts.get(question.role) or {}
        initial[f"{role}:nothing"] = "nothing_arose" in fact
        written = fact.get(question.form)
        if question.form == "share" and written:
            numerator, _slash, denominator = str(written).partition("/")
            initial |= {f"{role}:numerator": _typed(numerator), f"{role}:denominator": _typed(denominator)}
        elif question.form == "number" and written:
            initial[f"{role}:number"] = _typed(str(written))
        elif question.form in ("answer", "level"):
            initial[f"{role}:{question.form}"] = written or ""
        elif isinstance(written, dict):
            initial |= {f"{role}:{one.key}": written.get(one.key, "") for one in question.options}
    return initial


def _typed(written: str) -> str:
    """Every digit, with the decimal comma and without grouping, so that it reads back the same in either language."""
    return written.replace(".", ",")


class DutiesForm(forms.Form):
    """The same change for every ticked leaf; what is left empty stays as it is."""

    leaves = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    lead = forms.ChoiceField(label=gettext_lazy("Giao cho đơn vị"), required=False)
    supporting = forms.MultipleChoiceField(
        label=gettext_lazy("Đơn vị phối hợp"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Không đánh dấu gì thì giữ nguyên; đánh dấu thì thay danh sách cũ."),
    )
    due_on = forms.DateField(label=gettext_lazy("Hạn"), required=False, help_text=gettext_lazy("ngày/tháng/năm"))
    evidence_plan = forms.CharField(
        label=gettext_lazy("Kế hoạch tài liệu kiểm chứng"), required=False, max_length=1000, help_text=gettext_lazy("Văn bản nào, ai lập, lấy ở đâu."),
    )

    def __init__(self, *args: Any, leaves: Sequence[str], units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaves"].choices = [(key, key) for key in leaves]  # type: ignore[attr-defined]
        self.fields["lead"].choices = [  # type: ignore[attr-defined]
            ("", _("giữ nguyên")), *((str(unit.pk), unit.name) for unit in units), ("0", _("chưa giao cho ai")),
        ]
        self.fields["supporting"].choices = [  # type: ignore[attr-defined]
            *((str(unit.pk), unit.name) for unit in units), ("0", _("không đơn vị nào phối hợp")),
        ]

    def helping(self) -> frozenset[int] | None:
        """The units that are to support; None leaves those there are."""
        ticked = self.cleaned_data["supporting"]
        return frozenset(int(one) for one in ticked if one != "0") if ticked else None
