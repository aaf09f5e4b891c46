"""The way in: bytes to text with pages, whatever the bytes are."""

from __future__ import annotations

from dataclasses import replace

from parix.foundation.problems import errors_among
from parix.official_documents import refusals
from parix.official_documents.limits import USUAL, Limits
from parix.official_documents.text_extraction import pictures, plain_text, portable, word, workbook
from parix.official_documents.text_extraction.media_types import DOCX, PDF, PICTURES, TEXT, XLSX, media_type_of
from parix.official_documents.text_extraction.records import ExtractedText, refused


def extract_text(data: bytes, limits: Limits = USUAL) -> ExtractedText:
    """Never raises for what a file may hold. For files of strangers use `isolated`, which also bounds time and memory."""
    if len(data) > limits.file_bytes:
        return refused("", refusals.too_large(len(data), limits.file_bytes))
    media_type, refusal = media_type_of(data)
    if refusal:
        return refused(media_type, refusal)
    extracted = _extract(data, media_type, limits)
    if not extracted.is_readable and not errors_among(extracted.problems):
        return replace(extracted, problems=(*extracted.problems, refusals.no_text()))
    return extracted


def _extract(data: bytes, media_type: str, limits: Limits) -> ExtractedText:
    if media_type == PDF:
        return portable.extract(data, limits)
    if media_type == DOCX:
        return word.extract(data, limits)
    if media_type == XLSX:
        return workbook.extract(data, limits)
    if media_type == TEXT:
        return plain_text.extract(data, limits)
    assert media_type in PICTURES
    return pictures.extract(data, media_type, limits)
