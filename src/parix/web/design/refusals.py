"""What an action refuses, said in its form."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from parix.foundation.problems import Problem


def add_problems(form: forms.Form, problems: Iterable[Problem]) -> None:
    """Each beside the field that it names, else above the form."""
    for one in problems:
        form.add_error(one.place.path if one.place.path in form.fields else None, f"{one.message}; {one.remedy}")
