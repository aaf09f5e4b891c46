"""QR codes on papers: the squares of one, and the same as a picture."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.graphics.barcode import qrencoder

_QUIET, _SCALE = 2, 8


def squares_of(text: str) -> list[list[bool]]:
    """Row by row, True for dark; the smallest code that holds the text."""
    library: Any = qrencoder  # its types do not say what its functions take
    code = library.QRCode(None, library.QRErrorCorrectLevel.M)
    code.addData(library.QR8bitByte(text))
    code.make()
    size = code.getModuleCount()
    return [[bool(code.isDark(row, column)) for column in range(size)] for row in range(size)]


def png_of(text: str) -> bytes:
    """With the quiet zone around it, for programs that place pictures."""
    squares = squares_of(text)
    side = len(squares) + 2 * _QUIET
    picture = Image.new("1", (side, side), 1)
    for row, line in enumerate(squares):
        for column, is_dark in enumerate(line):
            if is_dark:
                picture.putpixel((column + _QUIET, row + _QUIET), 0)
    saved = BytesIO()
    picture.resize((side * _SCALE, side * _SCALE), Image.Resampling.NEAREST).save(saved, "PNG")
    return saved.getvalue()
