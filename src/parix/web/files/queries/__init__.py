"""Reads of files: the register with its search, one document with all that is known of it, the store's content, duplicates.

In: standings, ids, words. Out: querysets, small frozen rows, paths in the store; the rows' types go to other rooms from here.
Must not: change anything, or decide alone who may see a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from parix.official_documents.pages import Page
from parix.web.files.models import Document as Document
from parix.web.files.models import DocumentRevision as DocumentRevision
from parix.web.files.models import PageText
from parix.web.files.models import StoredFile as StoredFile
from parix.web.files.models import Upload as Upload


def document_by_id(document_id: UUID | str) -> Document | None:
    """With its agency, its current revision and that one's file: one query."""
    return _whole().filter(pk=document_id).first()


def documents_by_id(ids: Iterable[UUID]) -> dict[UUID, Document]:
    return {one.pk: one for one in _whole().filter(pk__in=list(ids))}


def _whole() -> QuerySet[Document]:
    return Document.objects.select_related("agency", "current__file", "confirmed_by", "registered_by")


def revisions_of(document: Document) -> list[DocumentRevision]:
    """The newest first."""
    return list(document.revisions.select_related("file", "uploaded_by").order_by("-number"))


def revision_of(document: Document, number: int) -> DocumentRevision | None:
    return document.revisions.select_related("file").filter(number=number).first()


def pages_of(file: StoredFile) -> tuple[Page, ...]:
    """The text as the reader gave it, in the engine's form."""
    return pages_of_files([file.pk]).get(file.pk, ())


def pages_of_files(file_ids: Iterable[int]) -> dict[int, tuple[Page, ...]]:
    """The same for many files in one query, by the file's id; files without text are left out."""
    found: dict[int, list[Page]] = {}
    for row in PageText.objects.filter(file_id__in=set(file_ids)).order_by("file_id", "number").iterator(chunk_size=500):
        found.setdefault(row.file_id, []).append(Page(row.number, row.text, "ocr" if row.method == "ocr" else "text", row.confidence))
    return {file_id: tuple(pages) for file_id, pages in found.items()}


def upload_of(upload_id: UUID | str, user_id: int) -> Upload | None:
    """One's own upload; nobody else's."""
    return Upload.objects.select_related("agency", "revision__document").filter(pk=upload_id, by_id=user_id).first()
