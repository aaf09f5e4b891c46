"""The appraisal council: a session with its seats, motions on disputed leaves, recusals and votes; and the bundles of what it decided.

A carried motion makes a ruling in the council's view. Once the session is closed with a decision nothing of the round changes (migration 0009).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.assessment.choices import Choice, MotionOutcome, Outcome
from parix.web.assessment.models.results import ScoringRun
from parix.web.assessment.models.rounds import Participation, Round
from parix.web.assessment.models.rulings import Ruling


class CouncilSession(models.Model):
    """One meeting. `decides_ties` says whether the chair's vote breaks a tie; `batch` is what the session was closed with."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    secretary = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    quorum_percent = models.PositiveSmallIntegerField()
    decides_ties = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = models.TextField(blank=True)
    batch = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "phiên họp Hội đồng"
        verbose_name_plural = "phiên họp Hội đồng"
        ordering = ("round", "number")
        constraints = (
            models.UniqueConstraint(fields=("round", "number"), name="session_is_unique"),
            models.UniqueConstraint(fields=("round",), name="session_open_is_one", condition=Q(closed_at__isnull=True)),
            models.UniqueConstraint(fields=("round",), name="session_closed_is_one", condition=Q(closed_at__isnull=False)),
            models.CheckConstraint(name="session_quorum_is_a_share", condition=Q(quorum_percent__gte=1, quorum_percent__lte=100)),
            models.CheckConstraint(name="session_secretary_is_not_the_chair", condition=~Q(chair=F("secretary"))),
            models.CheckConstraint(
                name="session_closed_with_a_decision",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, decision="", batch__isnull=True)
                | (Q(closed_at__gte=F("opened_at"), closed_by__isnull=False, batch__isnull=False) & ~Q(decision="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.round} · {self.number}"


class Seat(models.Model):
    """A member with a vote; presence is noted by the secretary and may change while the session lasts."""

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="seats")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_present = models.BooleanField(default=False)

    class Meta:
        verbose_name = "thành viên Hội đồng"
        verbose_name_plural = "thành viên Hội đồng"
        constraints = (models.UniqueConstraint(fields=("session", "member"), name="seat_is_unique"),)

    def __str__(self) -> str:
        return f"{self.member} · {self.session}"


class Motion(models.Model):
    """What the council is asked to rule on one leaf: `proposes` and `facts` as a ruling takes them. Its words never change; the
    database refuses any change once it is decided (migration 0009)."""

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="motions")
    number = models.PositiveIntegerField()
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="motions")
    leaf_key = models.CharField(max_length=120)
    text = models.TextField()
    proposes = models.CharField(max_length=20, choices=Outcome)
    facts = models.JSONField(default=dict, blank=True)
    reason = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=MotionOutcome, default=MotionOutcome.OPEN)
    by_the_chair = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ruling = models.ForeignKey(Ruling, null=True, blank=True, on_delete=models.PROTECT, related_name="motions")

    class Meta:
        verbose_name = "nội dung biểu quyết"
        verbose_name_plural = "nội dung biểu quyết"
        ordering = ("session", "number")
        constraints = (
            models.UniqueConstraint(fields=("session", "number"), name="motion_is_unique"),
            models.UniqueConstraint(fields=("participation", "leaf_key"), name="motion_open_is_one", condition=Q(outcome=MotionOutcome.OPEN)),
            models.CheckConstraint(name="motion_outcome_is_known", condition=Q(outcome__in=MotionOutcome.values)),
            models.CheckConstraint(name="motion_proposal_is_known", condition=Q(proposes__in=Outcome.values)),
            models.CheckConstraint(name="motion_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="motion_decided_by_somebody",
                condition=Q(outcome=MotionOutcome.OPEN, decided_at__isnull=True, decided_by__isnull=True, ruling__isnull=True)
                | Q(outcome=MotionOutcome.CARRIED, decided_at__gte=F("put_at"), decided_by__isnull=False, ruling__isnull=False)
                | Q(
                    outcome__in=[MotionOutcome.REJECTED, MotionOutcome.WITHDRAWN], decided_at__gte=F("put_at"), decided_by__isnull=False,
                    ruling__isnull=True,
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.session} · {self.number} · {self.leaf_key}"


class Recusal(models.Model):
    """A member who has no part in a motion, and why; somebody of the agency itself is recused without a row."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="recusals")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    recused_at = models.DateTimeField()
    recused_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "rút khỏi biểu quyết"
        verbose_name_plural = "rút khỏi biểu quyết"
        constraints = (
            models.UniqueConstraint(fields=("motion", "member"), name="recusal_is_unique"),
            models.CheckConstraint(name="recusal_has_a_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.motion} · {self.member}"


class Vote(models.Model):
    """One for each member; it may be changed until the motion is decided, `changes` counts how often."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="votes")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=20, choices=Choice)
    dissent = models.TextField(blank=True)
    cast_at = models.DateTimeField()
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "phiếu biểu quyết"
        verbose_name_plural = "phiếu biểu quyết"
        ordering = ("motion", "cast_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("motion", "member"), name="vote_is_one"),
            models.CheckConstraint(name="vote_choice_is_known", condition=Q(choice__in=Choice.values)),
        )

    def __str__(self) -> str:
        return f"{self.motion} · {self.member} · {self.choice}"


class PublishedBundle(models.Model):
    """What anybody may download to score a published run again: the very same bytes every time (migration 0009)."""

    run = models.OneToOneField(ScoringRun, on_delete=models.PROTECT, related_name="bundle")
    content = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "gói kết quả công bố"
        verbose_name_plural = "gói kết quả công bố"

    def __str__(self) -> str:
        return f"{self.run} · {self.fingerprint[:12]}"
