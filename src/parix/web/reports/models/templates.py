"""The office's own layout for a form of document; the newest one that was not dropped is in use."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class OfficeTemplate(models.Model):
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "mẫu văn bản"
        verbose_name_plural = "mẫu văn bản"
        ordering = ("agency", "form", "-kept_at")
        constraints = (
            models.UniqueConstraint(fields=("agency", "form"), name="reports_one_template_in_use", condition=Q(dropped_at__isnull=True)),
        )

    def __str__(self) -> str:
        return self.name
