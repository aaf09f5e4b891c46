"""Pages as pictures in grey: for reading scans and for comparing how pages look."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from parix.foundation.lazy_modules import lazy_module

if TYPE_CHECKING:
    from PIL.Image import Image

pdfium = lazy_module("pypdfium2")
pillow = lazy_module("PIL.Image")
sequences = lazy_module("PIL.ImageSequence")

POINTS_AN_INCH = 72
FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP")


class TooManyPixels(Exception):
    """A picture larger than allowed; refused by its head, before it is unpacked."""

    def __init__(self, pixels: int) -> None:
        self.pixels = pixels
        super().__init__(pixels)


@contextmanager
def opened_pdf(data: bytes) -> Iterator[Any]:
    """A document of pdfium, closed when done. Raises pdfium's own error, whose code tells a password from damage."""
    document = pdfium.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def of_pdf_page(page: Any, dots_an_inch: int, most_pixels: int) -> Image:
    width, height = page.get_size()
    scale = dots_an_inch / POINTS_AN_INCH
    pixels = width * height * scale * scale
    if pixels > most_pixels:
        scale *= (most_pixels / pixels) ** 0.5
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    picture: Image = bitmap.to_pil().convert("L")
    return picture


def of_sound_pdf_page(document: Any, place: int, dots_an_inch: int, most_pixels: int) -> Image | None:
    """None when that page is broken."""
    try:
        return of_pdf_page(document[place], dots_an_inch, most_pixels)
    except pdfium.PdfiumError:
        return None


def of_picture_file(data: bytes, most_pixels: int, most_frames: int) -> Iterator[Image]:
    """Every frame in grey, turned as the camera says. Raises TooManyPixels, or OSError for damage."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of what is judged here anyway
        picture = pillow.open(BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > most_pixels:
            raise TooManyPixels(picture.width * picture.height)
        for place, frame in enumerate(sequences.Iterator(picture)):
            if place >= most_frames:
                return
            if frame.width * frame.height > most_pixels:
                raise TooManyPixels(frame.width * frame.height)
            yield _in_grey(_upright(frame))


def _upright(frame: Any) -> Any:
    turns = {3: 180, 6: 270, 8: 90}
    turn = turns.get(frame.getexif().get(0x0112, 1))
    return frame.rotate(turn, expand=True) if turn else frame


def _in_grey(frame: Any) -> Image:
    """What is transparent becomes paper."""
    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        paper = pillow.new("RGBA", frame.size, "white")
        paper.alpha_composite(frame.convert("RGBA"))
        frame = paper
    grey: Image = frame.convert("L")
    return grey
