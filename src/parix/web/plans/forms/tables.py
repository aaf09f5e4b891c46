"""As what a plan is counted."""

from __future__ import annotations

from django import forms

from parix.web.plans.choices import MEASURED_CHOICES


class CountForm(forms.Form):
    measured_as = forms.ChoiceField(choices=MEASURED_CHOICES, required=False)
