"""One part of the points lost at a leaf: how many, why, whose, and what brings them back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parix.foundation.numbers import exact_from_text, exact_text
from parix.web.accounts.queries import User
from parix.web.assessment.choices import GROUNDS
from parix.web.assessment.forms.self_assessment import EXPLANATION_LENGTH, THREE_STATES, number_typed
from parix.web.organisations.queries import Unit

_RATIO = re.compile(r"\d{1,40}/\d{1,40}")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


class SharedOutField(forms.Field):
    """A part of something that is shared out: a number, a ratio such as `17/60`, or nothing for what is left."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 120}), **kwargs)

    def to_python(self, value: Any) -> Fraction | None:
        text = _SPACES.sub("", str(value or ""))
        if not text:
            return None
        try:
            return exact_from_text(text) if _RATIO.fullmatch(text) else number_typed(text)
        except ValueError:
            raise forms.ValidationError(_("«%(text)s» không phải là một số; viết ví dụ 0,25 hoặc 1/3") % {"text": str(value)[:40]}) from None


class LossForm(forms.Form):
    """One part of the points lost at a leaf."""

    points = SharedOutField(label=gettext_lazy("Số điểm"), help_text=gettext_lazy("Để trống: phần này nhận hết số điểm còn lại."))
    ground = forms.ChoiceField(label=gettext_lazy("Nguyên nhân"))
    explanation = forms.CharField(
        label=gettext_lazy("Cụ thể"), required=False, max_length=EXPLANATION_LENGTH, widget=forms.Textarea(attrs={"rows": 2}),
    )
    unit = forms.TypedChoiceField(label=gettext_lazy("Đơn vị chịu trách nhiệm"), required=False, coerce=int, empty_value=None)
    person = forms.TypedChoiceField(label=gettext_lazy("Người chịu trách nhiệm"), required=False, coerce=int, empty_value=None)
    is_recoverable = forms.TypedChoiceField(
        label=gettext_lazy("Năm sau lấy lại được không"), choices=THREE_STATES, required=False, widget=forms.RadioSelect,
        coerce=lambda value: value == "yes", empty_value=None,
    )
    remedy = forms.CharField(
        label=gettext_lazy("Biện pháp khắc phục"), required=False, max_length=EXPLANATION_LENGTH, widget=forms.Textarea(attrs={"rows": 2}),
    )
    remedy_unit = forms.TypedChoiceField(label=gettext_lazy("Đơn vị thực hiện biện pháp"), required=False, coerce=int, empty_value=None)
    remedy_person = forms.TypedChoiceField(label=gettext_lazy("Người thực hiện biện pháp"), required=False, coerce=int, empty_value=None)
    recover_by = forms.DateField(label=gettext_lazy("Hạn của biện pháp"), required=False, help_text=gettext_lazy("ngày/tháng/năm"))
    done_on = forms.DateField(label=gettext_lazy("Đã làm xong ngày"), required=False, help_text=gettext_lazy("Để trống khi chưa xong."))
    drop = forms.BooleanField(label=gettext_lazy("bỏ phần này"), required=False)

    def __init__(self, *args: Any, units: Sequence[Unit], people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = ("", _("chưa giao cho ai"))
        by_cause = [(str(cause.label), [(ground.value, ground.label) for ground in grounds]) for cause, grounds in GROUNDS.items()]
        self.fields["ground"].choices = by_cause  # type: ignore[attr-defined]
        for name in ("unit", "remedy_unit"):
            self.fields[name].choices = [nobody, *((unit.pk, unit.name) for unit in units)]  # type: ignore[attr-defined]
        for name in ("person", "remedy_person"):
            self.fields[name].choices = [nobody, *((person.pk, person.get_full_name()) for person in people)]  # type: ignore[attr-defined]


def shared_out(number: Fraction) -> str:
    """As `SharedOutField` reads it back to the very same number."""
    return exact_text(number).replace(".", ",")
