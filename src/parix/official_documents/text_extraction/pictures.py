"""Text of a picture file (PNG, JPEG, TIFF of many pages) by OCR."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from parix.official_documents import page_pictures, refusals
from parix.official_documents.limits import Limits
from parix.official_documents.pages import Page
from parix.official_documents.text_extraction.ocr_queue import Reading, read_waiting
from parix.official_documents.text_extraction.records import ExtractedText, refused

if TYPE_CHECKING:
    from PIL.Image import Image

_LEAST_WIDTH = 1200  # a page photographed smaller is enlarged, which helps tesseract


def extract(data: bytes, media_type: str, limits: Limits) -> ExtractedText:
    try:
        frames = list(page_pictures.of_picture_file(data, limits.picture_pixels, limits.ocr_pages))
    except page_pictures.TooManyPixels as error:
        return refused(media_type, refusals.too_large_a_picture(error.pixels, limits.picture_pixels))
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, MemoryError):  # what Pillow raises for broken files
        return refused(media_type, refusals.damaged("ảnh"))
    readings = [Reading(Page(number, "", "ocr"), partial(_readable, frame)) for number, frame in enumerate(frames, 1)]
    pages, problems = read_waiting(readings, limits)
    return ExtractedText(media_type, pages, problems)


def _readable(frame: Image) -> Image:
    if frame.width >= _LEAST_WIDTH:
        return frame
    factor = _LEAST_WIDTH / frame.width
    return frame.resize((_LEAST_WIDTH, max(1, round(frame.height * factor))))
