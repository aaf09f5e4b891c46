"""Self-assessment: who answers for a leaf, what is claimed for it, and the score as it stands after every change."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.assessment.choices import ClaimState, View
from parix.web.assessment.models.rounds import Participation


class LeafDuty(models.Model):
    """The lead unit and the supporting units of one leaf, with the deadline inside the agency."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="duties")
    leaf_key = models.CharField(max_length=120)
    lead = models.ForeignKey("organisations.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    supporting = models.ManyToManyField("organisations.Unit", blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    evidence_plan = models.TextField(blank=True)

    class Meta:
        verbose_name = "phân công tiêu chí"
        constraints = (models.UniqueConstraint(fields=("participation", "leaf_key"), name="duty_is_unique"),)

    def __str__(self) -> str:
        return f"{self.leaf_key} · {self.lead or '-'}"


class Claim(models.Model):
    """What the agency says of one leaf: facts by role in their written form, and an explanation where evidence is lacking.

    The facts go into `measurements` when saved; `version` grows by one at each save, so that a later writer is told.
    """

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="claims")
    leaf_key = models.CharField(max_length=120)
    facts = models.JSONField(default=dict, blank=True)
    explanation = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=ClaimState, default=ClaimState.OPEN)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tự đánh giá tiêu chí"
        constraints = (
            models.UniqueConstraint(fields=("participation", "leaf_key"), name="claim_is_unique"),
            models.CheckConstraint(name="claim_state_is_known", condition=Q(state__in=ClaimState.values)),
            models.CheckConstraint(
                name="claim_saved_by_and_at",
                condition=Q(version=0, saved_at__isnull=True, saved_by__isnull=True) | Q(version__gt=0, saved_at__isnull=False, saved_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.leaf_key} · {self.participation}"


class ClaimRevision(models.Model):
    """A claim as it was saved; the database refuses changes (migration 0003)."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    edition_name = models.CharField(max_length=100)
    facts = models.JSONField()
    explanation = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=ClaimState)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lần lưu tự đánh giá"
        ordering = ("claim", "version")
        constraints = (models.UniqueConstraint(fields=("claim", "version"), name="claim_revision_is_unique"),)

    def __str__(self) -> str:
        return f"{self.claim} · {self.version}"


class LiveSheet(models.Model):
    """The score of one participation as one party sees it now; replaced at every change, ranked by a query.

    `order_value` is the exact index as a double, for ordering in the database; equal exact values have equal doubles. `leaves` holds
    state, points, maximum, highest points and measured values in words of every leaf by key, for pages over many agencies.
    """

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="live_sheets")
    view = models.CharField(max_length=20, choices=View)
    edition_name = models.CharField(max_length=100)
    edition_fingerprint = models.CharField(max_length=64)
    software_version = models.CharField(max_length=40)
    inputs_digest = models.CharField(max_length=64)
    sheet = models.JSONField()
    points = models.CharField(max_length=120)
    low = models.CharField(max_length=120)
    high = models.CharField(max_length=120)
    applicable_max = models.CharField(max_length=120)
    index = models.CharField(max_length=120)
    published_index = models.CharField(max_length=40)
    order_value = models.FloatField(db_index=True)
    order_low = models.FloatField()
    order_high = models.FloatField()
    not_scored = models.PositiveIntegerField()
    leaves = models.JSONField(default=dict)
    group_key = models.CharField(max_length=60, blank=True)
    scored_at = models.DateTimeField()

    class Meta:
        verbose_name = "điểm hiện tại"
        # Every page of an agency tells its place; without the index each row would be read past its long sheet.
        indexes = (models.Index(fields=("participation", "view", "group_key", "order_value"), name="live_sheet_places"),)
        constraints = (
            models.UniqueConstraint(fields=("participation", "view"), name="live_sheet_is_unique"),
            models.CheckConstraint(name="live_sheet_view_is_known", condition=Q(view__in=View.values)),
            models.CheckConstraint(name="live_sheet_in_order", condition=Q(order_low__lte=F("order_high"))),
        )

    def __str__(self) -> str:
        return f"{self.participation} · {self.view}"
