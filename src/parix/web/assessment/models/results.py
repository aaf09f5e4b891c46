"""Stored results: those of a round's batches, and those that others published and were checked again. Never changed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.assessment.models.rounds import Round


class ResultIsFinal(Exception):
    """Somebody tried to change or remove a stored result."""


class ResultQuerySet(models.QuerySet[Any]):
    def update(self, **_kwargs: Any) -> NoReturn:
        raise ResultIsFinal("kết quả đã lưu không được sửa: chấm lại thành một lần chấm mới")

    def delete(self) -> NoReturn:
        raise ResultIsFinal("kết quả đã lưu không được xoá")


class Result(models.Model):
    """A whole explained score sheet with the edition, inputs and software that gave it. The database refuses changes too
    (migration 0002). Exact values are text in the written form of the engine ("2.25", "17/3")."""

    edition_name = models.CharField(max_length=100)
    edition_fingerprint = models.CharField(max_length=64)
    software_version = models.CharField(max_length=40)
    inputs_digest = models.CharField(max_length=64)
    sheet = models.JSONField()
    created_at = models.DateTimeField()

    objects = ResultQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not self._state.adding:
            raise ResultIsFinal("kết quả đã lưu không được sửa: chấm lại thành một lần chấm mới")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise ResultIsFinal("kết quả đã lưu không được xoá")


class ScoringRun(Result):
    """One agency's result in one batch of a round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="runs")
    batch = models.PositiveIntegerField()
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    field_sums = models.JSONField()
    points = models.CharField(max_length=120)
    applicable_max = models.CharField(max_length=120)
    index = models.CharField(max_length=120)
    index_low = models.CharField(max_length=120)
    index_high = models.CharField(max_length=120)
    published_index = models.CharField(max_length=40)
    grade_vi = models.CharField(max_length=60, blank=True)
    grade_en = models.CharField(max_length=60, blank=True)
    not_scored = models.PositiveIntegerField()
    group_key = models.CharField(max_length=60, blank=True)
    group_vi = models.CharField(max_length=200, blank=True)
    group_en = models.CharField(max_length=200, blank=True)
    rank = models.PositiveIntegerField()
    best_rank = models.PositiveIntegerField()
    worst_rank = models.PositiveIntegerField()
    out_of = models.PositiveIntegerField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lần chấm"
        constraints = (
            models.UniqueConstraint(fields=("round", "batch", "agency"), name="run_is_unique"),
            models.CheckConstraint(
                name="run_ranks_in_order",
                condition=Q(best_rank__gte=1, best_rank__lte=F("rank"), rank__lte=F("worst_rank"), worst_rank__lte=F("out_of")),
            ),
            models.CheckConstraint(name="run_names_its_inputs", condition=~Q(edition_fingerprint="") & ~Q(inputs_digest="") & ~Q(software_version="")),
        )

    def __str__(self) -> str:
        return f"{self.agency} · {self.round} · {self.batch}"


class CollectedResult(Result):
    """A result that others published, with its parts added up again; `problems` are the contradictions found."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    period_start = models.DateField()
    period_end = models.DateField()
    printed_total = models.CharField(max_length=40, blank=True)
    printed_rank = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    problems = models.JSONField()

    class Meta:
        verbose_name = "kết quả đã công bố nơi khác"
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "period_start", "period_end", "inputs_digest", "edition_fingerprint", "software_version"), name="collected_once",
            ),
            models.CheckConstraint(name="collected_period_runs_forward", condition=Q(period_end__gte=F("period_start"))),
        )

    def __str__(self) -> str:
        return f"{self.agency} · {self.period_start}..{self.period_end}"
