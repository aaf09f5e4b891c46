"""The two days that a score is asked for by, kept in the address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parix.web.assessment.choices import View
from parix.web.assessment.scoring_runs.two_clocks import Clocks
from parix.web.measurements.measuring import end_of


class ClocksForm(forms.Form):
    """`luc` is an exact moment, as the links on the page give it; a day that is typed means the end of that day."""

    biet = forms.DateField(label=gettext_lazy("Biết đến hết ngày"), required=False, help_text=gettext_lazy("những gì đã ghi vào phần mềm tới lúc đó"))
    dung = forms.DateField(label=gettext_lazy("Đúng tại ngày"), required=False, help_text=gettext_lazy("theo ngày của văn bản nguồn; để trống: không xét"))
    goc_nhin = forms.ChoiceField(label=gettext_lazy("Theo góc nhìn"), required=False)
    luc = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, views: Sequence[View], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._views, self._today = views, today
        self.fields["goc_nhin"].choices = [(one.value, one.label) for one in reversed(views)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("biet", "dung"):
            if cleaned.get(name) and cleaned[name] > self._today:
                self.add_error(name, _("ngày ở tương lai: chưa ai biết"))
        return cleaned

    def view(self) -> View:
        return View(self.cleaned_data.get("goc_nhin") or self._views[-1])

    def clocks(self, now: datetime) -> Clocks | None:
        """None when neither day was given, or one cannot be read."""
        if not self.is_valid():
            return None
        given = self.cleaned_data
        moment, known, true = _moment(given.get("luc", "")), given.get("biet"), given.get("dung")
        if moment is not None and moment <= now:
            return Clocks(moment, true)
        if known is not None:
            return Clocks(min(end_of(known), now), true)
        return Clocks(now, true) if true is not None else None


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
