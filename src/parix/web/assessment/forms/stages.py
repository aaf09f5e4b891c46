"""The times of all stages at once, and opening a stage again after its deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parix.web.assessment.choices import TIMED_STAGES, Stage
from parix.web.assessment.queries.openings import StageWindow
from parix.web.organisations.queries import Agency


class TimesForm(forms.Form):
    """Two moments for each stage, both or none; a stage that has a time keeps one."""

    def __init__(self, *args: Any, windows: Mapping[Stage, StageWindow], language: str = "vi", **kwargs: Any) -> None:
        initial = {
            f"{stage}:{name}": moment_shown(timezone.localtime(getattr(window, name)))
            for stage, window in windows.items() for name in ("opens_at", "closes_at")
        }
        super().__init__(*args, **{**kwargs, "initial": initial})
        for stage, name in TIMED_STAGES.items():
            of, needed = {"stage": capfirst(name.text(language))}, stage in windows
            self.fields[f"{stage.value}:opens_at"] = forms.DateTimeField(label=_("%(stage)s: mở từ") % of, required=needed)
            self.fields[f"{stage.value}:closes_at"] = forms.DateTimeField(label=_("%(stage)s: khoá sau") % of, required=needed)

    def stages(self) -> list[tuple[Stage, forms.BoundField, forms.BoundField]]:
        return [(stage, self[f"{stage.value}:opens_at"], self[f"{stage.value}:closes_at"]) for stage in TIMED_STAGES]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for stage in TIMED_STAGES:
            names = [f"{stage.value}:{part}" for part in ("opens_at", "closes_at")]
            lacking = [name for name in names if not cleaned.get(name)]
            if len(lacking) == 1 and not set(names) & self.errors.keys():
                self.add_error(lacking[0], _("cần cả hai thời điểm"))
        return cleaned

    def times(self) -> dict[Stage, tuple[datetime, datetime]]:
        given = {stage: (self.cleaned_data.get(f"{stage.value}:opens_at"), self.cleaned_data.get(f"{stage.value}:closes_at")) for stage in TIMED_STAGES}
        return {stage: (opens, closes) for stage, (opens, closes) in given.items() if opens and closes}


class UnlockForm(forms.Form):
    stage = forms.ChoiceField(label=gettext_lazy("Giai đoạn"))
    agency = forms.ChoiceField(label=gettext_lazy("Mở lại cho"), required=False)
    until = forms.DateTimeField(label=gettext_lazy("Đến"), help_text=gettext_lazy("ngày/tháng/năm giờ:phút"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("Ghi vào nhật ký; ai cũng đọc được."),
    )

    def __init__(self, *args: Any, stages: Sequence[Stage], agencies: Sequence[Agency], language: str = "vi", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [(one.value, capfirst(TIMED_STAGES[one].text(language))) for one in stages]  # type: ignore[attr-defined]
        self.fields["agency"].choices = [("", _("mọi cơ quan của đợt")), *((one.code, one.name) for one in agencies)]  # type: ignore[attr-defined]


class AskUnlockForm(forms.Form):
    stage = forms.ChoiceField(label=gettext_lazy("Giai đoạn"))
    wished_until = forms.DateTimeField(label=gettext_lazy("Xin mở đến"), help_text=gettext_lazy("ngày/tháng/năm giờ:phút"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Điều phối của Sở Nội vụ đọc và trả lời; ghi vào nhật ký."),
    )

    def __init__(self, *args: Any, stages: Sequence[Stage], language: str = "vi", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [(one.value, capfirst(TIMED_STAGES[one].text(language))) for one in stages]  # type: ignore[attr-defined]


class AnswerUnlockForm(forms.Form):
    """Both answers to a request: opening until a moment takes the moment, refusing takes the reason."""

    until = forms.DateTimeField(label=gettext_lazy("Mở đến"), required=False, help_text=gettext_lazy("ngày/tháng/năm giờ:phút"))
    reason = forms.CharField(
        label=gettext_lazy("Ý kiến trả lời"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Cần có khi không mở lại; cơ quan đọc được."),
    )


def moment_shown(at: datetime) -> str:
    """As the fields above read it."""
    return f"{at:%d/%m/%Y %H:%M}"
