"""A file on its way in, piece by piece. `offset` is what is acknowledged: it lies on the disk and survives a crash."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.files.choices import UploadState


class Upload(models.Model):
    """`original_name` is text for people; nothing on the disk is ever named by it. `document` is there when the file is to become
    a further revision; `revision` when it has become one. `purpose` names what another room asked for it for; then the part lies sealed,
    no document comes of it, and `taken_as` is what that room made of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=60, blank=True)
    document = models.ForeignKey("files.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    original_name = models.CharField(max_length=400)
    size = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=20, choices=UploadState, default=UploadState.OPEN)
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    problems = models.JSONField(default=list, blank=True)
    revision = models.ForeignKey("files.DocumentRevision", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    taken_as = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = "lần tải lên"
        verbose_name_plural = "các lần tải lên"
        ordering = ("-started_at",)
        indexes = (models.Index(fields=("state", "touched_at"), name="files_uploads_open"),)
        constraints = (
            models.CheckConstraint(name="files_upload_state_is_known", condition=Q(state__in=UploadState.values)),
            models.CheckConstraint(name="files_upload_within_its_size", condition=Q(offset__lte=F("size"))),
            models.CheckConstraint(
                name="files_upload_ends_once",
                condition=(Q(state=UploadState.OPEN) & Q(ended_at__isnull=True)) | (~Q(state=UploadState.OPEN) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="files_upload_complete_has_all",
                condition=(Q(state=UploadState.COMPLETE) & Q(offset=F("size")))
                | (~Q(state=UploadState.COMPLETE) & Q(revision__isnull=True) & Q(taken_as="")),
            ),
            models.CheckConstraint(
                name="files_upload_becomes_what_it_is_for",
                condition=(Q(purpose="") & Q(taken_as="") & (~Q(state=UploadState.COMPLETE) | Q(revision__isnull=False)))
                | (~Q(purpose="") & Q(revision__isnull=True) & Q(document__isnull=True) & (~Q(state=UploadState.COMPLETE) | ~Q(taken_as=""))),
            ),
        )

    def __str__(self) -> str:
        return f"{self.original_name} · {self.offset}/{self.size}"
