"""The lost-point ledger: how the points lost at one leaf of a published sheet are divided over causes, units and remedies."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.assessment.choices import Ground
from parix.web.assessment.models.results import ScoringRun


class LossSplit(models.Model):
    """One saved division of a leaf's lost points; the next one supersedes it. Its entries sum to `points` exactly, which the
    action guards and a test proves. The database refuses other changes (migration 0006)."""

    run = models.ForeignKey(ScoringRun, on_delete=models.PROTECT, related_name="loss_splits")
    leaf_key = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    points = models.CharField(max_length=120)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "phân tích điểm mất"
        ordering = ("run", "leaf_key", "version")
        constraints = (
            models.UniqueConstraint(fields=("run", "leaf_key", "version"), name="loss_split_is_unique"),
            models.UniqueConstraint(fields=("run", "leaf_key"), name="loss_split_in_force_is_one", condition=Q(superseded_at__isnull=True)),
            models.CheckConstraint(
                name="loss_split_superseded_after_saved", condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("saved_at")),
            ),
            models.CheckConstraint(name="loss_split_version_counts_from_one", condition=Q(version__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.leaf_key} · {self.run} · {self.version}"


class LossEntry(models.Model):
    """A part of a split: why, whose, whether it can be won back, and the remedy with its owner and day. Never changed (migration 0006)."""

    split = models.ForeignKey(LossSplit, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    points = models.CharField(max_length=120)
    ground = models.CharField(max_length=30, choices=Ground)
    explanation = models.TextField(blank=True)
    unit = models.ForeignKey("organisations.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_recoverable = models.BooleanField(null=True, blank=True)
    recover_by = models.DateField(null=True, blank=True)
    remedy = models.TextField(blank=True)
    remedy_unit = models.ForeignKey("organisations.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    remedy_person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "phần điểm mất"
        ordering = ("split", "position")
        constraints = (
            models.UniqueConstraint(fields=("split", "position"), name="loss_entry_is_unique"),
            models.CheckConstraint(name="loss_entry_ground_is_known", condition=Q(ground__in=Ground.values)),
            models.CheckConstraint(
                name="loss_entry_recoverable_has_a_remedy",
                condition=Q(is_recoverable=False) | Q(is_recoverable__isnull=True) | (~Q(remedy="") & Q(recover_by__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.split} · {self.position}"
