"""Snapshots that were taken; their rows lie as files in the folder of the setting INDICATORS_ROOT."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class TakenSnapshot(models.Model):
    """`changed_until` is the newest change of a dossier that it holds, `tables_until` of the other registers by table: the next one begins
    there. `rows` are counts by table. `asked_by` is nobody for
    the nightly one."""

    name = models.CharField(max_length=80, unique=True)
    as_of = models.DateField()
    taken_at = models.DateTimeField()
    changed_until = models.DateTimeField(null=True, blank=True)
    tables_until = models.JSONField(default=dict, blank=True)
    rows = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "ảnh chụp dữ liệu một cửa"
        verbose_name_plural = "ảnh chụp dữ liệu một cửa"
        ordering = ("-taken_at", "-pk")
        constraints = (models.CheckConstraint(name="taken_snapshot_has_name", condition=~Q(name="")),)

    def __str__(self) -> str:
        return self.name
