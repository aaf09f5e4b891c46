"""Numbers of outgoing documents: one series for each agency and year, counted from one, without gap or double."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class OutgoingSeries(models.Model):
    """`last` moves in the transaction that gives the number: whoever wants the next one waits for it."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "dãy số văn bản đi"
        verbose_name_plural = "dãy số văn bản đi"
        constraints = (models.UniqueConstraint(fields=("agency", "year"), name="reports_one_series_a_year"),)

    def __str__(self) -> str:
        return f"{self.agency} · {self.year}"


class OutgoingNumber(models.Model):
    """One number with what it was given to; never changed or removed (migration 0002)."""

    series = models.ForeignKey(OutgoingSeries, on_delete=models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    abstract = models.CharField(max_length=500)
    given_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = "số văn bản đi"
        verbose_name_plural = "số văn bản đi"
        ordering = ("series", "number")
        constraints = (
            models.UniqueConstraint(fields=("series", "number"), name="reports_number_is_given_once"),
            models.CheckConstraint(name="reports_numbers_count_from_one", condition=Q(number__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.written}/{self.symbol}"

    @property
    def written(self) -> str:
        """Below ten with a nought before it."""
        return f"{self.number:02d}"
