"""Inspections of a year with the decision that plans them, and what they found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from parix.web.registries.inspections.choices import FindingState, State


class Inspection(models.Model):
    """Of a unit of the agency, or of an agency below it. `decision` plans it, `conclusion` is the document with what was found."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("organisations.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    below = models.ForeignKey("organisations.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    whom = models.CharField(max_length=200)
    search = models.TextField(blank=True, editable=False)
    content = models.CharField(max_length=500)
    planned_on = models.DateField()
    decision = models.ForeignKey("files.Document", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED)
    inspected_on = models.DateField(null=True, blank=True)
    conclusion = models.ForeignKey("files.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1_000, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "cuộc kiểm tra"
        verbose_name_plural = "cuộc kiểm tra"
        ordering = ("planned_on", "pk")
        indexes = (models.Index(fields=("agency", "year", "state"), name="inspections_of_year"),)
        constraints = (
            models.CheckConstraint(name="inspection_of_unit_or_agency", condition=Q(unit__isnull=False) ^ Q(below__isnull=False)),
            models.CheckConstraint(name="inspection_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="inspection_concluded_by_document", condition=~Q(state=State.INSPECTED) | Q(inspected_on__isnull=False, conclusion__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.whom} {self.year}"


class Finding(models.Model):
    """`first_fix_by` is the day that was first set; what was more time is seen from it."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="findings")
    text = models.CharField(max_length=1_000)
    fix_by = models.DateField()
    first_fix_by = models.DateField()
    state = models.CharField(max_length=20, choices=FindingState, default=FindingState.OPEN)
    remedied_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    document = models.ForeignKey("files.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tồn tại"
        verbose_name_plural = "tồn tại"
        ordering = ("fix_by", "pk")
        indexes = (models.Index(fields=("state", "fix_by"), name="findings_by_day"),)
        constraints = (
            models.CheckConstraint(name="finding_state_is_known", condition=Q(state__in=FindingState.values)),
            models.CheckConstraint(
                name="finding_remedied_with_proof", condition=~Q(state=FindingState.REMEDIED) | Q(remedied_on__isnull=False, document__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]
