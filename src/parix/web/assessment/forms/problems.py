"""Refusals of an action shown in the form that asked for it."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from parix.foundation.problems import Problem


def add_problems(form: forms.Form, problems: Iterable[Problem]) -> None:
    """Refusals of an action, at the field that each is about."""
    for problem in problems:
        form.add_error(problem.place.path if problem.place.path in form.fields else None, f"{problem.message}: {problem.remedy}")
