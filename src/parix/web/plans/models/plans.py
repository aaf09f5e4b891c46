"""A plan, directive or set of conclusions of one agency, with the document that it was read from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from parix.web.plans.choices import PlanKind, PlanState


class Plan(models.Model):
    """`year` is the year that its assignments are of; `measured_as` names what they are counted as (choices.MEASURED_AS)."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=PlanKind)
    number = models.CharField(max_length=40, blank=True)
    symbol = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=500)
    year = models.PositiveSmallIntegerField()
    document = models.ForeignKey("files.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    measured_as = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=20, choices=PlanState, default=PlanState.DRAFTED)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "kế hoạch, văn bản chỉ đạo"
        verbose_name_plural = "kế hoạch, văn bản chỉ đạo"
        ordering = ("-year", "-drafted_at", "pk")
        indexes = (models.Index(fields=("agency", "state", "-year"), name="plans_of_agency"),)
        constraints = (
            models.CheckConstraint(name="plan_kind_is_known", condition=Q(kind__in=PlanKind.values)),
            models.CheckConstraint(name="plan_state_is_known", condition=Q(state__in=PlanState.values)),
            models.CheckConstraint(name="plan_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="plan_approved_by_somebody",
                condition=Q(state=PlanState.DRAFTED, approved_by__isnull=True, approved_at__isnull=True)
                | (~Q(state=PlanState.DRAFTED) & Q(approved_by__isnull=False, approved_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="plan_closed_by_somebody",
                condition=Q(state=PlanState.CLOSED, closed_by__isnull=False, closed_at__isnull=False)
                | (~Q(state=PlanState.CLOSED) & Q(closed_by__isnull=True, closed_at__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return " ".join(part for part in (str(self.get_kind_display()), self.number_and_symbol, self.title[:80]) if part)

    @property
    def number_and_symbol(self) -> str:
        return f"{self.number}/{self.symbol}" if self.symbol else self.number

    @property
    def is_issued(self) -> bool:
        """Signed elsewhere and dated: its assignments are in force whoever takes them over here."""
        return bool(self.number and self.issued_on)
