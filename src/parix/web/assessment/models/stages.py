"""When a stage of a round is open, and unlocking after its deadline as an act with a reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.assessment.choices import Stage
from parix.web.assessment.models.rounds import Round


class StageWindow(models.Model):
    """Open from the one moment up to and including the other; it locks by itself, because nobody has to do anything."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="windows")
    stage = models.CharField(max_length=30, choices=Stage)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        verbose_name = "thời gian của giai đoạn"
        constraints = (
            models.UniqueConstraint(fields=("round", "stage"), name="window_is_unique"),
            models.CheckConstraint(name="window_runs_forward", condition=Q(closes_at__gt=F("opens_at"))),
            models.CheckConstraint(name="window_stage_is_known", condition=Q(stage__in=Stage.values)),
        )

    def __str__(self) -> str:
        return f"{self.round} · {self.get_stage_display()}"


class Unlock(models.Model):
    """The window is open again for one agency, or for all of them, until a moment. Never changed: another unlock follows it."""

    window = models.ForeignKey(StageWindow, on_delete=models.PROTECT, related_name="unlocks")
    agency = models.ForeignKey("organisations.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    until = models.DateTimeField()
    unlocked_at = models.DateTimeField()
    unlocked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "mở khoá"
        ordering = ("-unlocked_at", "-pk")
        constraints = (
            models.CheckConstraint(name="unlock_ends_after_it_starts", condition=Q(until__gt=F("unlocked_at"))),
            models.CheckConstraint(name="unlock_has_a_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.window} · {self.agency or '*'} · {self.until:%d/%m/%Y %H:%M}"
