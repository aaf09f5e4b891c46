"""A question that is answered yes, no, or not at all: what nobody said is kept apart from no."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class YesNoField(forms.NullBooleanField):
    """True, False, or None for not known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})
        self.widget.choices = [("unknown", _("chưa rõ")), ("true", _("có")), ("false", _("không"))]
