"""Initiatives with their authors and decision, and notes on where they were applied."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from parix.web.registries.initiatives.choices import RECOGNISED, State


class Initiative(models.Model):
    """`criteria` are the keys of the criteria that it meets; `author_names` are authors who cannot sign in; `search` is for finding."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    summary = models.TextField()
    criteria = models.JSONField(default=list, blank=True)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    author_names = models.CharField(max_length=500, blank=True)
    search = models.TextField(blank=True, editable=False)
    state = models.CharField(max_length=20, choices=State, default=State.REGISTERED)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_on = models.DateField()
    decide_by = models.DateField()
    decision = models.ForeignKey("files.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=1_000, blank=True)

    class Meta:
        verbose_name = "sáng kiến"
        verbose_name_plural = "sáng kiến"
        ordering = ("-registered_on", "-pk")
        indexes = (models.Index(fields=("agency", "year", "state"), name="initiatives_of_year"),)
        constraints = (
            models.CheckConstraint(name="initiative_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="initiative_recognised_by_decision", condition=~Q(state__in=sorted(RECOGNISED)) | Q(decision__isnull=False, decided_on__isnull=False),
            ),
            models.CheckConstraint(name="initiative_refused_with_reason", condition=~Q(state__in=[State.REFUSED, State.WITHDRAWN]) | ~Q(reason="")),
        )

    def __str__(self) -> str:
        return self.title


class Application(models.Model):
    """Where a recognised initiative is applied, and what came of it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="applications")
    place = models.CharField(max_length=300)
    applied_on = models.DateField()
    note = models.TextField()
    document = models.ForeignKey("files.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "nơi áp dụng"
        verbose_name_plural = "nơi áp dụng"
        ordering = ("-applied_on", "-pk")

    def __str__(self) -> str:
        return f"{self.place} {self.applied_on:%d/%m/%Y}"
