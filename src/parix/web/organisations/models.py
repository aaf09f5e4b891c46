"""Agencies in their tree, the names they had, their units, and mergers, splits and renamings. A `valid_until` is the last day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from parix.web.organisations.choices import Kind, SuccessionKind, UnitKind


def _runs_forward(name: str) -> models.CheckConstraint:
    open_ended = Q(valid_from__isnull=True) | Q(valid_until__isnull=True)
    return models.CheckConstraint(name=name, condition=open_ended | Q(valid_until__gte=F("valid_from")))


class Agency(models.Model):
    """`name`, `short_name` and `type_name` are those of today; earlier ones are designations. `traits` are words that an
    edition may refer to; `folded_name` is the name without marks, for searching."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    type_name = models.CharField(max_length=60, blank=True)
    folded_name = models.CharField(max_length=200, db_index=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    traits = models.JSONField(default=list, blank=True)
    ranking_group = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        ordering = ("folded_name",)
        constraints = (
            models.CheckConstraint(name="agency_has_code_and_name", condition=~Q(code="") & ~Q(name="") & ~Q(short_name="")),
            models.CheckConstraint(name="agency_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="agency_is_not_its_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("id"))),
            _runs_forward("agency_validity_runs_forward"),
        )

    def __str__(self) -> str:
        return self.name


class Designation(models.Model):
    """What an agency was called, and what type it had, from one day to another."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="designations")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    type_name = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "tên theo thời gian"
        verbose_name_plural = "tên theo thời gian"
        ordering = ("agency", F("valid_from").asc(nulls_first=True))
        constraints = (
            models.UniqueConstraint(fields=("agency",), name="designation_open_end_is_one", condition=Q(valid_until__isnull=True)),
            _runs_forward("designation_validity_runs_forward"),
        )

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """Part of an agency. `duties` are further kinds of work that the unit does besides its own kind."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    folded_name = models.CharField(max_length=200, db_index=True, editable=False)
    kind = models.CharField(max_length=40, choices=UnitKind)
    duties = models.JSONField(default=list, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "phòng, đơn vị"
        verbose_name_plural = "phòng, đơn vị"
        constraints = (
            models.UniqueConstraint(fields=("agency", "code"), name="unit_code_is_unique_in_agency"),
            models.CheckConstraint(name="unit_has_code_and_name", condition=~Q(code="") & ~Q(name="")),
            models.CheckConstraint(name="unit_kind_is_known", condition=Q(kind__in=UnitKind.values)),
            _runs_forward("unit_validity_runs_forward"),
        )

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """A merger, split or renaming. An agency that goes on stands on both sides; `on` is the first day of what follows."""

    kind = models.CharField(max_length=20, choices=SuccessionKind)
    on = models.DateField()
    decision = models.CharField(max_length=300, blank=True)
    predecessors = models.ManyToManyField(Agency, related_name="successions_after")
    successors = models.ManyToManyField(Agency, related_name="successions_before")

    class Meta:
        verbose_name = "sáp nhập, chia tách, đổi tên"
        verbose_name_plural = "sáp nhập, chia tách, đổi tên"
        ordering = ("-on", "id")
        constraints = (models.CheckConstraint(name="succession_kind_is_known", condition=Q(kind__in=SuccessionKind.values)),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"
