"""Where assignments come from: the machine's reading of a document, and a workbook's rows until they are applied."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from parix.web.plans.choices import ReadingState
from parix.web.plans.models.plans import Plan


class Reading(models.Model):
    """`read` holds what the reader found, with the place of each item; a person corrects and confirms it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("files.Document", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=ReadingState, default=ReadingState.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    read = models.JSONField(null=True, blank=True)
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.SET_NULL, related_name="readings")

    class Meta:
        verbose_name = "kết quả đọc văn bản"
        verbose_name_plural = "kết quả đọc văn bản"
        ordering = ("-asked_at", "pk")
        constraints = (
            models.CheckConstraint(name="reading_state_is_known", condition=Q(state__in=ReadingState.values)),
            models.CheckConstraint(name="reading_read_has_content", condition=~Q(state=ReadingState.READ) | Q(read__isnull=False, read_at__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.document_id} · {self.state}"


class KeptTable(models.Model):
    """A workbook of assignments for a plan that is being drafted, kept between preview and import."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    rows = models.JSONField()

    class Meta:
        verbose_name = "bảng nhiệm vụ chờ nhập"
        verbose_name_plural = "bảng nhiệm vụ chờ nhập"

    def __str__(self) -> str:
        return self.file_name
