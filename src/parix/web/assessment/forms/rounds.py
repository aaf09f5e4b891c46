"""What a coordinator fills in to open a round, after the edition and the year have been chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from parix.web.assessment.queries.opening_rounds import GroupOffered


class RoundForm(forms.Form):
    """Whoever is ticked under `left_out` takes no part: nearly all agencies do, so that few boxes have to be ticked and sent."""

    title_vi = forms.CharField(label=gettext_lazy("Tên đợt chấm"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("Tên tiếng Anh"), max_length=200, required=False, help_text=gettext_lazy("Để trống thì dùng tên tiếng Việt."))
    left_out = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, groups: Sequence[GroupOffered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [one for group in groups for one in group.agencies]
        self.fields["left_out"].choices = [(one.agency.code, one.agency.name) for one in offered]  # type: ignore[attr-defined]
        self.fields["left_out"].initial = [one.agency.code for one in offered if one.ended_on]
