"""One measured fact with its source. The current row of an agency, code and period is the one not superseded."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Measurement(models.Model):
    """`fact` is in the written form of measurement files; the source's fields are those of `foundation.measurements.Source`."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=120)
    period_start = models.DateField()
    period_end = models.DateField()
    fact = models.JSONField()
    source_key = models.CharField(max_length=120, blank=True)
    source_title = models.CharField(max_length=500, blank=True)
    source_kind = models.CharField(max_length=40, blank=True)
    source_reference = models.CharField(max_length=500, blank=True)
    source_issuer = models.CharField(max_length=200, blank=True)
    source_date = models.CharField(max_length=40, blank=True)
    source_file = models.CharField(max_length=300, blank=True)
    quote = models.TextField(blank=True)
    place = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "số đo"
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "code", "period_start", "period_end"), name="measurement_current_is_one", condition=Q(superseded_at__isnull=True),
            ),
            models.CheckConstraint(name="measurement_period_runs_forward", condition=Q(period_end__gte=F("period_start"))),
            models.CheckConstraint(name="measurement_code_given", condition=~Q(code="")),
            models.CheckConstraint(
                name="measurement_superseded_after_recorded", condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("recorded_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} · {self.agency} · {self.period_start}..{self.period_end}"
