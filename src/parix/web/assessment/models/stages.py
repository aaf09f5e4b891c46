"""When a stage of a round is open, unlocking after its deadline as an act with a reason, and an agency's request for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.foundation.phrases import Text
from parix.web.assessment.choices import AGENCYS_STAGES, TIMED_STAGES, Stage, UnlockAnswer
from parix.web.assessment.models.rounds import Participation, Round


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

    @property
    def stage_name(self) -> Text:
        return TIMED_STAGES[Stage(self.stage)]


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


class UnlockRequest(models.Model):
    """An agency asks for a stage of its own to be opened again after the deadline. Answered once, by an unlock that reaches the agency or by
    a refusal with its reason; never changed otherwise (migration 0010)."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="unlock_requests")
    stage = models.CharField(max_length=30, choices=Stage)
    reason = models.TextField()
    wished_until = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=UnlockAnswer, default=UnlockAnswer.OPEN)
    answer = models.TextField(blank=True)
    unlock = models.ForeignKey(Unlock, null=True, blank=True, on_delete=models.PROTECT, related_name="requests")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "đề nghị mở khoá"
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("participation", "stage"), name="unlock_request_open_is_one", condition=Q(outcome=UnlockAnswer.OPEN)),
            models.CheckConstraint(name="unlock_request_stage_is_the_agencys", condition=Q(stage__in=sorted(AGENCYS_STAGES))),
            models.CheckConstraint(name="unlock_request_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="unlock_request_wish_is_ahead", condition=Q(wished_until__gt=F("asked_at"))),
            models.CheckConstraint(
                name="unlock_request_answered_whole",
                condition=Q(outcome=UnlockAnswer.OPEN, unlock__isnull=True, answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(outcome=UnlockAnswer.GRANTED, unlock__isnull=False, answered_at__gte=F("asked_at"), answered_by__isnull=False)
                | (Q(outcome=UnlockAnswer.REFUSED, unlock__isnull=True, answered_at__gte=F("asked_at"), answered_by__isnull=False) & ~Q(answer="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.participation} · {self.get_stage_display()} · {self.asked_at:%d/%m/%Y %H:%M}"

    @property
    def stage_name(self) -> Text:
        return TIMED_STAGES[Stage(self.stage)]
