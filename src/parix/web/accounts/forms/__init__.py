"""What administrators fill in: people, roles, units, agencies, workbooks.

In: what was typed. Out: cleaned values for actions. Must not: write, or decide who may.
"""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parix.foundation.problems import ProblemsFound


class Day(forms.DateField):
    """A day in the way that people here write it."""

    def __init__(self, *, label: str | Promise, required: bool = False, help_text: str | Promise = "") -> None:
        # Django takes promises for texts, its types do not say so
        super().__init__(label=label, required=required, help_text=help_text or _("ngày/tháng/năm"))  # type: ignore[arg-type]
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off", "size": 12})


def say_problems(form: forms.Form, found: ProblemsFound, field: str | None = None) -> None:
    """What the action refused, above the form or beside the field, with what to do."""
    for problem in found.problems:
        form.add_error(field, f"{problem.message[:1].upper()}{problem.message[1:]}: {problem.remedy}.")


class ReasonForm(forms.Form):
    """For acts that somebody will ask about later."""

    reason = forms.CharField(label=_("Lý do"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"}))
