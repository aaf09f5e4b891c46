"""Sources of dossiers with their mapping, files on their way in, what was found wrong in which row."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.onestop.intake.choices import DayOrder, State, Taking


class Source(models.Model):
    """Another system that owns dossiers of one agency. `mapping` is column to head, as last confirmed. `token_hash` is of the token with
    which it may push messages; empty while it may not."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    mapping = models.JSONField(default=dict, blank=True)
    day_order = models.CharField(max_length=20, choices=DayOrder, default=DayOrder.DAY_FIRST)
    token_hash = models.BinaryField(blank=True, default=b"")
    token_made_at = models.DateTimeField(null=True, blank=True)
    pushed_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "nguồn hồ sơ"
        verbose_name_plural = "nguồn hồ sơ"
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("agency", "name"), name="intake_source_name_once"),
            models.UniqueConstraint(fields=("token_hash",), name="intake_token_leads_to_one", condition=~Q(token_hash=b"")),
            models.CheckConstraint(name="intake_source_has_name", condition=~Q(name="") & Q(day_order__in=DayOrder.values)),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """How dossiers name the system that owns them."""
        return f"intake:{self.pk}"


class Import(models.Model):
    """One file. `heads` are its heads; `samples`, sealed, the first values below each. `judged_at` is the moment by which rows were
    judged, so that a resumed run judges the same. `counts` are findings by code and column; `kept_out` the packed places of rows that
    are not applied. `batches_done` is written in the transaction of the batch."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, blank=True)
    encoding = models.CharField(max_length=60, blank=True)
    heads = models.JSONField(default=list, blank=True)
    samples = models.BinaryField(blank=True, default=b"")
    notes = models.JSONField(default=list, blank=True)
    problems = models.JSONField(default=list, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    day_order = models.CharField(max_length=20, choices=DayOrder, default=DayOrder.DAY_FIRST)
    state = models.CharField(max_length=20, choices=State, default=State.READ)
    run = models.PositiveBigIntegerField(null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=list, blank=True)
    kept_out = models.BinaryField(blank=True, default=b"")
    taking = models.CharField(max_length=20, choices=Taking, blank=True)
    batches_done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "lần nhập hồ sơ"
        verbose_name_plural = "các lần nhập hồ sơ"
        ordering = ("-at", "id")
        indexes = (models.Index(fields=("source", "-at"), name="intake_of_source"), models.Index(fields=("state", "at"), name="intake_by_state"))
        constraints = (
            models.CheckConstraint(name="intake_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="intake_rows_bad_within", condition=Q(bad__lte=F("rows"))),
        )

    def __str__(self) -> str:
        return f"{self.file_name} {self.at:%d/%m/%Y}"

    @property
    def good(self) -> int:
        return self.rows - self.bad


class Finding(models.Model):
    """What is wrong with one cell of a file. `value` is empty for personal columns."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="findings")
    sheet = models.CharField(max_length=120, blank=True)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=60)
    value = models.CharField(max_length=80, blank=True)
    is_error = models.BooleanField()

    class Meta:
        verbose_name = "lỗi trong tệp hồ sơ"
        verbose_name_plural = "lỗi trong tệp hồ sơ"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.sheet} {self.row} {self.code}"
