"""A paper as a worn office scanner sees it: pictures of its pages, slightly turned, blurred, grey; the words are gone."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from random import Random

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parix.official_documents.writing.portable import pdf_of
from parix.official_documents.writing.records import Paper, Printed

DOTS_AN_INCH = 150
_NOISE = 11.0


def scan_of(paper: Paper) -> Printed:
    """The same scan for the same paper: its chances are drawn by number and day."""
    printed = pdf_of(paper)
    saved = BytesIO()
    canvas = Canvas(saved, pagesize=A4, invariant=1)
    for picture in _pictures(printed.data, f"{paper.number_and_symbol}|{paper.day}"):
        held = BytesIO()
        picture.save(held, "JPEG", quality=62)
        canvas.drawImage(ImageReader(BytesIO(held.getvalue())), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return Printed(saved.getvalue(), "pdf", printed.page_of)


def _pictures(pdf: bytes, seed: str) -> Iterator[Image.Image]:
    draws = Random(seed)
    noise = np.random.default_rng(draws.getrandbits(32))
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            clean = page.render(scale=DOTS_AN_INCH / 72, grayscale=True).to_pil().convert("L")
            turned = clean.rotate(draws.uniform(-0.35, 0.35), fillcolor=255, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.5))
            worn = np.asarray(turned, dtype=np.float32) * draws.uniform(0.92, 0.98) + noise.normal(0, _NOISE, (turned.height, turned.width))
            yield Image.fromarray(np.clip(worn, 0, 255).astype(np.uint8))
