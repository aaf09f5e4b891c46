"""One look at a file, everything that can be read from it: text, head, signatures, prints of text and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from parix.official_documents import page_pictures
from parix.official_documents.document_heads.reading import read_head
from parix.official_documents.document_heads.records import DocumentHead
from parix.official_documents.limits import USUAL, Limits
from parix.official_documents.pdf_signatures import PdfSignature, read_signatures
from parix.official_documents.similarity.page_prints import page_print
from parix.official_documents.similarity.text_prints import text_print
from parix.official_documents.text_extraction.extracting import extract_text
from parix.official_documents.text_extraction.media_types import PDF, PICTURES, media_type_of
from parix.official_documents.text_extraction.records import ExtractedText

if TYPE_CHECKING:
    from PIL.Image import Image

PRINTED_PAGES = 5  # the first pages tell papers apart
_PRINT_DOTS_AN_INCH = 100


@dataclass(frozen=True, slots=True)
class Examination:
    """`page_prints` pairs page numbers with prints, for the first pages that show something."""

    text: ExtractedText
    head: DocumentHead
    signatures: tuple[PdfSignature, ...] = ()
    text_print: int | None = None
    page_prints: tuple[tuple[int, int], ...] = ()


def examine(data: bytes, at: datetime, roots: Sequence[bytes] = (), limits: Limits = USUAL) -> Examination:
    """`at` is when the examination is made, with a time zone; `roots` are trusted for signatures."""
    extracted = extract_text(data, limits)
    if extracted.is_refused:
        return Examination(extracted, DocumentHead())
    signatures = read_signatures(data, roots, at) if extracted.media_type == PDF else ()
    prints = tuple(_page_prints(data, extracted.media_type, limits))
    return Examination(extracted, read_head(extracted.pages), signatures, text_print(extracted.text), prints)


def _page_prints(data: bytes, media_type: str, limits: Limits) -> Iterator[tuple[int, int]]:
    for number, picture in enumerate(_pictures(data, media_type, limits), 1):
        print_ = page_print(picture)
        if print_ is not None:
            yield number, print_


def _pictures(data: bytes, media_type: str, limits: Limits) -> Iterator[Image]:
    if media_type == PDF:
        with page_pictures.opened_pdf(data) as document:
            for place in range(min(PRINTED_PAGES, len(document))):
                picture = page_pictures.of_sound_pdf_page(document, place, _PRINT_DOTS_AN_INCH, limits.picture_pixels)
                if picture is None:
                    return
                yield picture
    elif media_type in PICTURES:
        yield from page_pictures.of_picture_file(data, limits.picture_pixels, PRINTED_PAGES)


# --- one page to look at ------------------------------------------------------------------------------------------------

_SHOWN_DOTS_AN_INCH = 110
_SHOWN_WIDTH = 1400


def picture_of_page(data: bytes, number: int, limits: Limits = USUAL) -> bytes | None:
    """The page of a PDF or picture file, drawn anew as a PNG in grey; None when it cannot be drawn."""
    media_type, refusal = media_type_of(data)
    if refusal or number < 1:
        return None
    try:
        picture = _page(data, media_type, number, limits)
    except (page_pictures.TooManyPixels, page_pictures.pdfium.PdfiumError, OSError, ValueError, SyntaxError, EOFError):
        return None
    if picture is None:
        return None
    if picture.width > _SHOWN_WIDTH:
        picture = picture.resize((_SHOWN_WIDTH, round(picture.height * _SHOWN_WIDTH / picture.width)))
    drawn = BytesIO()
    picture.quantize(16).save(drawn, format="PNG", optimize=True)
    return drawn.getvalue()


def _page(data: bytes, media_type: str, number: int, limits: Limits) -> Image | None:
    if media_type == PDF:
        with page_pictures.opened_pdf(data) as document:
            if number > len(document):
                return None
            return page_pictures.of_sound_pdf_page(document, number - 1, _SHOWN_DOTS_AN_INCH, limits.picture_pixels)
    if media_type in PICTURES:
        frames = page_pictures.of_picture_file(data, limits.picture_pixels, number)
        return next(islice(frames, number - 1, None), None)
    return None
