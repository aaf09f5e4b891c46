"""Appraisal: what was ruled on a leaf, independent marks before it, conflicts of interest, questions and the agency's statements.

A ruling lays facts over those of the view below it; the claim stays as the agency made it. Nothing here is overwritten (migration 0004).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.assessment.choices import Outcome, Silence, View
from parix.web.assessment.models.rounds import Participation

APPRAISED = [View.FIRST, View.SECOND, View.COUNCIL]


class Ruling(models.Model):
    """One conclusion on one leaf in one view; in force until another supersedes it.

    `facts` by role in their written form: what the leaf is scored by in this view. `claim_version` is the claim that was looked at.
    """

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="rulings")
    leaf_key = models.CharField(max_length=120)
    view = models.CharField(max_length=20, choices=View)
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    facts = models.JSONField(default=dict, blank=True)
    reason = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    claim_version = models.PositiveIntegerField(default=0)
    cites = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="cited_by")
    ruled_at = models.DateTimeField()
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "kết luận thẩm định"
        ordering = ("participation", "leaf_key", "view", "number")
        indexes = (models.Index(fields=("leaf_key", "-ruled_at"), name="assessment_ruling_of_leaf"),)
        constraints = (
            models.UniqueConstraint(fields=("participation", "leaf_key", "view", "number"), name="ruling_is_unique"),
            models.UniqueConstraint(fields=("participation", "leaf_key", "view"), name="ruling_in_force_is_one", condition=Q(superseded_at__isnull=True)),
            models.CheckConstraint(name="ruling_view_is_above_the_claim", condition=Q(view__in=APPRAISED)),
            models.CheckConstraint(name="ruling_outcome_is_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(name="ruling_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="ruling_change_has_a_reason", condition=Q(outcome=Outcome.ACCEPTED) | ~Q(reason="")),
            models.CheckConstraint(name="ruling_on_applicability_has_a_basis", condition=~Q(outcome=Outcome.NOT_APPLICABLE) | ~Q(legal_basis="")),
            models.CheckConstraint(
                name="ruling_superseded_after_ruled", condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("ruled_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.leaf_key} · {self.view} · {self.number} · {self.participation}"


class Marking(models.Model):
    """What one of two people would rule, not seeing the other's; `ruling` is what became of it. Never changed otherwise."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="markings")
    leaf_key = models.CharField(max_length=120)
    view = models.CharField(max_length=20, choices=View)
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome)
    facts = models.JSONField(default=dict, blank=True)
    reason = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    claim_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    ruling = models.ForeignKey(Ruling, null=True, blank=True, on_delete=models.PROTECT, related_name="markings")

    class Meta:
        verbose_name = "phiếu chấm độc lập"
        constraints = (
            models.UniqueConstraint(
                fields=("participation", "leaf_key", "view", "marker"), name="marking_open_is_one", condition=Q(ruling__isnull=True),
            ),
            models.CheckConstraint(name="marking_view_is_above_the_claim", condition=Q(view__in=APPRAISED)),
            models.CheckConstraint(name="marking_outcome_is_known", condition=Q(outcome__in=Outcome.values)),
        )

    def __str__(self) -> str:
        return f"{self.leaf_key} · {self.marker} · {self.participation}"


class ConflictOfInterest(models.Model):
    """Takes an agency (no leaf), a leaf of one agency, or a leaf of every agency (no participation) from the person. Who works for
    an agency has such a conflict by nature, and it stands in no row."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    leaf_key = models.CharField(max_length=120, blank=True)
    reason = models.TextField()
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "xung đột lợi ích"
        ordering = ("declared_at", "pk")
        constraints = (
            models.CheckConstraint(name="conflict_is_about_something", condition=Q(participation__isnull=False) | ~Q(leaf_key="")),
            models.CheckConstraint(name="conflict_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="conflict_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True) | Q(ended_at__gte=F("declared_at"), ended_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.participation or '*'} · {self.leaf_key or '*'}"


class Inquiry(models.Model):
    """A question to the agency about one leaf: it owes a reply until the end of the day `reply_by`, and `silence` says what follows then."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="inquiries")
    leaf_key = models.CharField(max_length=120)
    view = models.CharField(max_length=20, choices=View)
    question = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reply_by = models.DateField()
    silence = models.CharField(max_length=20, choices=Silence)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_because = models.TextField(blank=True)

    class Meta:
        verbose_name = "yêu cầu giải trình"
        verbose_name_plural = "yêu cầu giải trình"
        ordering = ("reply_by", "pk")
        constraints = (
            models.CheckConstraint(name="inquiry_view_is_above_the_claim", condition=Q(view__in=APPRAISED)),
            models.CheckConstraint(name="inquiry_silence_is_known", condition=Q(silence__in=Silence.values)),
            models.CheckConstraint(name="inquiry_asks_something", condition=~Q(question="")),
            models.CheckConstraint(
                name="inquiry_closed_with_a_reason",
                condition=Q(closed_at__isnull=True, closed_because="") | (Q(closed_at__gte=F("asked_at")) & ~Q(closed_because="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.leaf_key} · {self.reply_by} · {self.participation}"


class Statement(models.Model):
    """What the agency says to a question, or unasked: a record of its own beside the claim, never changed."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="statements")
    leaf_key = models.CharField(max_length=120)
    inquiry = models.ForeignKey(Inquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="statements")
    text = models.TextField()
    documents = models.ManyToManyField("files.Document", blank=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "giải trình của cơ quan"
        ordering = ("made_at", "pk")
        constraints = (models.CheckConstraint(name="statement_says_something", condition=~Q(text="")),)

    def __str__(self) -> str:
        return f"{self.leaf_key} · {self.made_at:%d/%m/%Y} · {self.participation}"
