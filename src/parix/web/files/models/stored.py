"""Content as it lies in the store, once for each content, and everything that reading it gave."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from parix.web.files.choices import FileState, LikenessBasis

models.CharField.register_lookup(Length)


class StoredFile(models.Model):
    """The bytes lie in the store under their `sha256`. `head` holds what the reader proposes, `text_print` 16 hexadecimal digits."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=20, choices=FileState, default=FileState.RECEIVED)
    received_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True, blank=True)
    scan_finding = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by_version = models.CharField(max_length=40, blank=True)
    page_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True)
    head = models.JSONField(null=True, blank=True)
    signatures = models.JSONField(default=list, blank=True)
    text_print = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        indexes = (models.Index(fields=("state", "id"), name="files_waiting"),)
        constraints = (
            models.CheckConstraint(name="files_stored_by_content", condition=Q(sha256__length=64) & Q(size__gt=0)),
            models.CheckConstraint(name="files_state_is_known", condition=Q(state__in=FileState.values)),
            models.CheckConstraint(
                name="files_quarantined_for_a_finding",
                condition=(Q(state=FileState.QUARANTINED) & ~Q(scan_finding="")) | (~Q(state=FileState.QUARANTINED) & Q(scan_finding="")),
            ),
            models.CheckConstraint(
                name="files_read_has_a_time", condition=~Q(state__in=(FileState.READABLE, FileState.UNREADABLE)) | Q(read_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.sha256[:12]} · {self.media_type}"


class PageText(models.Model):
    """One page's text, and `words`: its plain words parted by single spaces, which the search looks in."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    words = models.TextField(blank=True)
    method = models.CharField(max_length=10)
    confidence = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = "trang"
        verbose_name_plural = "trang"
        ordering = ("file", "number")
        constraints = (models.UniqueConstraint(fields=("file", "number"), name="files_page_is_unique"),)

    def __str__(self) -> str:
        return f"{self.file_id} · {self.number}"


class PagePrint(models.Model):
    """How one of the first pages looks, as 64 hexadecimal digits."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="page_prints")
    number = models.PositiveIntegerField()
    print = models.CharField(max_length=64)

    class Meta:
        verbose_name = "dấu trang"
        verbose_name_plural = "dấu trang"
        constraints = (models.UniqueConstraint(fields=("file", "number"), name="files_page_print_is_unique"),)

    def __str__(self) -> str:
        return f"{self.file_id} · {self.number}"


class Likeness(models.Model):
    """Two contents that are nearly the same, the earlier one first; `percent` of their words or of their pages' pictures."""

    first = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="likenesses_after")
    second = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="likenesses_before")
    basis = models.CharField(max_length=10, choices=LikenessBasis)
    percent = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "cặp tệp gần giống"
        verbose_name_plural = "cặp tệp gần giống"
        constraints = (
            models.UniqueConstraint(fields=("first", "second", "basis"), name="files_likeness_is_unique"),
            models.CheckConstraint(name="files_likeness_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="files_likeness_percent", condition=Q(percent__lte=100)),
        )

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"
