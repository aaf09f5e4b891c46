"""What is typed: a plan's head, an assignment, a step with its papers, the corrected reading, a workbook, filters of lists.

In: requests. Out: values that actions take. Must not: write, or decide who may.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from parix.foundation.problems import Problem


def add_problems(form: forms.Form, problems: Iterable[Problem]) -> None:
    """Refusals of an action, at the field that each is about."""
    for problem in problems:
        name = problem.place.path.rpartition(".")[2]
        form.add_error(name if name in form.fields else None, f"{problem.message[:1].upper()}{problem.message[1:]}: {problem.remedy}.")
