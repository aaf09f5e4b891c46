"""The register of official documents: what each is by kind, number and date, and the revisions of its file."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from parix.web.files.choices import DocumentState, kind_label

_SHOWN = 80  # letters of the abstract where a document is named in a line

class Document(models.Model):
    """One document of one agency's register; it may have no file. `search` holds its plain words, for the list.

    `link` is where a published page stands, when that is the evidence. Three dates: `issued_on` stands on the document,
    `in_force_on` is when it takes effect, `received_on` is when the agency got it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=40, blank=True)
    symbol = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    abstract = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    search = models.TextField(blank=True, editable=False)
    state = models.CharField(max_length=20, choices=DocumentState, default=DocumentState.DRAFTED)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    revision_count = models.PositiveIntegerField(default=0)
    current = models.ForeignKey("DocumentRevision", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "văn bản, tài liệu"
        verbose_name_plural = "văn bản, tài liệu"
        ordering = ("-registered_at", "id")
        indexes = (
            models.Index(fields=("agency", "-registered_at", "id"), name="files_register_newest"),
            models.Index(fields=("number", "symbol"), name="files_register_by_number"),
        )
        constraints = (
            models.CheckConstraint(name="files_document_state_is_known", condition=Q(state__in=DocumentState.values)),
            models.CheckConstraint(
                name="files_document_confirmed_by_somebody",
                condition=Q(state=DocumentState.CONFIRMED, confirmed_by__isnull=False, confirmed_at__isnull=False)
                | Q(state=DocumentState.DRAFTED, confirmed_by__isnull=True, confirmed_at__isnull=True),
            ),
            models.CheckConstraint(name="files_document_confirmed_has_kind", condition=Q(state=DocumentState.DRAFTED) | ~Q(kind="")),
        )

    def __str__(self) -> str:
        about = self.abstract if len(self.abstract) <= _SHOWN else self.abstract[:_SHOWN].rsplit(" ", 1)[0] + " …"
        return " ".join(part for part in (kind_label(self.kind), self.number_and_symbol, about) if part)

    @property
    def number_and_symbol(self) -> str:
        """As cited: `56/KH-SKHCN`."""
        return f"{self.number}/{self.symbol}" if self.symbol else self.number

    @property
    def is_confirmed(self) -> bool:
        return self.state == DocumentState.CONFIRMED


class RevisionIsFinal(Exception):
    """Somebody tried to change or remove a revision."""


class RevisionQuerySet(models.QuerySet["DocumentRevision"]):
    def update(self, **_kwargs: Any) -> NoReturn:
        raise RevisionIsFinal("bản đã lưu không được sửa: tải lên một bản mới")

    def delete(self) -> NoReturn:
        raise RevisionIsFinal("bản đã lưu không được xoá")


class DocumentRevision(models.Model):
    """One file that the document had. Never changed or removed: the database refuses it too (migration 0002)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey("StoredFile", on_delete=models.PROTECT, related_name="revisions")
    original_name = models.CharField(max_length=400)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "bản"
        verbose_name_plural = "bản"
        ordering = ("document", "-number")
        constraints = (
            models.UniqueConstraint(fields=("document", "number"), name="files_revision_is_unique"),
            models.UniqueConstraint(fields=("document", "file"), name="files_revision_has_its_own_file"),
            models.CheckConstraint(name="files_revision_counts_from_one", condition=Q(number__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.document_id} · {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RevisionIsFinal("bản đã lưu không được sửa: tải lên một bản mới")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise RevisionIsFinal("bản đã lưu không được xoá")
