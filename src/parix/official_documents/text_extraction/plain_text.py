"""Plain text in Unicode, or in one of the two encodings that Vietnamese offices used before it."""

from __future__ import annotations

import re

from parix.foundation.problems import Problem
from parix.official_documents import refusals
from parix.official_documents.limits import Limits
from parix.official_documents.pages import Page, composed
from parix.official_documents.text_extraction.media_types import TEXT
from parix.official_documents.text_extraction.records import ExtractedText

# TCVN 5712:1993 from byte A0 on: fonts named .Vn...; both encodings show plain letters alike and differ in marked ones.
_TCVN3 = (
    " ĂÂÊÔƠƯĐăâêôơưđẶ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_COMMON = re.compile(r"\b(?:của|và|các|cách|công|hành|chính|ngày|tháng|năm|số|về|việc|được|thực|hiện|cộng|hòa|độc|lập|hạnh|phúc|tỉnh)\b", re.IGNORECASE)
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)


def extract(data: bytes, limits: Limits) -> ExtractedText:
    """A form feed begins a new page."""
    text, problems = decoded(data)
    if len(text) > limits.characters:
        text = text[: limits.characters]
        problems.append(refusals.too_long_a_text(limits.characters))
    pages = tuple(Page(number, part) for number, part in enumerate(composed(text).split("\f"), 1))
    return ExtractedText(TEXT, pages, tuple(problems))


def decoded(data: bytes) -> tuple[str, list[Problem]]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").lstrip("\ufeff"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        candidates = {"TCVN3": _from_tcvn3(data), "Windows-1258": composed(data.decode("cp1258", errors="replace"))}
        name = max(candidates, key=lambda one: len(_COMMON.findall(candidates[one])))
        return candidates[name], [refusals.old_encoding(name)]


def _from_tcvn3(data: bytes) -> str:
    return data.decode("latin-1").translate({0xA0 + place: letter for place, letter in enumerate(_TCVN3)})
