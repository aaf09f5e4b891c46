"""A DOCX of the office's own with names in double braces, `{{noi_dung}}`: looked over before it is kept, and filled.

Names are exchanged for texts and nothing else: there is no condition, no loop and no expression, so that a template can run nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from parix.foundation.nearest import did_you_mean
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.official_documents import refusals
from parix.official_documents.limits import USUAL, Limits
from parix.official_documents.text_extraction import office_packages
from parix.official_documents.text_extraction.media_types import DOCX, media_type_of
from parix.official_documents.writing.records import Block

_NAMED = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Names:
    """What a template may name: `texts` inside a line, `lines` that repeat their paragraph, `blocks` that stand alone in one.
    `needed` are those without which the document would be none."""

    texts: Collection[str]
    lines: Collection[str] = ()
    blocks: Collection[str] = ()
    needed: Collection[str] = ()

    @property
    def all(self) -> frozenset[str]:
        return frozenset((*self.texts, *self.lines, *self.blocks))


@dataclass(frozen=True, slots=True)
class Values:
    """What stands for the names in one document."""

    texts: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    blocks: Mapping[str, Sequence[Block]] = field(default_factory=dict)


def template_problems(data: bytes, names: Names, limits: Limits = USUAL) -> tuple[Problem, ...]:
    """Everything that keeps the file from being a template, at once."""
    opened, problems = _opened(data, limits)
    if opened is None:
        return tuple(problems)
    found = list(problems)
    used: set[str] = set()
    for number, paragraph in enumerate(paragraphs_of(opened), 1):
        text = text_of(paragraph)
        place = Place(path=f"đoạn {number}: «{text[:_SHOWN]}»")
        own = [match[1] for match in _NAMED.finditer(text)]
        used.update(own)
        found += _in_paragraph(text, own, names, place)
    for name in sorted(set(names.needed) - used):
        found.append(Problem("template.name_missing", f"mẫu thiếu {{{{{name}}}}}", f"thêm một đoạn chỉ có {{{{{name}}}}} vào chỗ của nó"))
    return tuple(found)


def refuse_template(data: bytes, names: Names) -> None:
    """Raises ProblemsFound."""
    refuse_errors(template_problems(data, names))


def names_in(data: bytes) -> tuple[str, ...]:
    """The names that a sound template uses, each once, in order."""
    opened = docx.Document(BytesIO(data))
    return tuple(dict.fromkeys(match[1] for paragraph in paragraphs_of(opened) for match in _NAMED.finditer(text_of(paragraph))))


def _opened(data: bytes, limits: Limits) -> tuple[Any, list[Problem]]:
    media_type, refused = media_type_of(data)
    if media_type != DOCX:
        return None, [refused or Problem("template.no_docx", "mẫu phải là tệp DOCX", "mở bằng phần mềm văn phòng, lưu lại thành .docx")]
    refusal = office_packages.why_refused(data, limits)
    if refusal:
        return None, [refusal]
    odd = [Problem(f"template.{one.code.partition('.')[2]}", one.message, one.remedy) for one in office_packages.warnings(data)]
    try:
        return docx.Document(BytesIO(data)), odd
    except Exception:  # the package's own errors and those of the XML parser below it have no ancestor in common
        return None, [*odd, refusals.damaged("DOCX")]


def _in_paragraph(text: str, own: Sequence[str], names: Names, place: Place) -> Iterator[Problem]:
    rest = _NAMED.sub("", text)
    if "{{" in rest or "}}" in rest:
        yield Problem("template.brace_open", "dấu {{ }} không đủ đôi", "viết đủ hai ngoặc mở và hai ngoặc đóng quanh tên", place)
    if "{%" in text or "{#" in text:
        yield Problem("template.no_commands", "mẫu không chạy câu lệnh {% %}", "bỏ câu lệnh; mẫu chỉ nhận tên trong {{ }}", place)
    for name in own:
        if name not in names.all:
            yield Problem("template.name_unknown", f"không có mục nào tên «{name}»", did_you_mean(name, names.all), place)
        elif name in names.blocks and (len(own) > 1 or rest.strip()):
            yield Problem("template.not_alone", f"{{{{{name}}}}} phải đứng riêng một đoạn", "chuyển chữ khác trong đoạn này sang đoạn bên cạnh", place)
    if len(set(own) & set(names.lines)) > 1:
        yield Problem("template.two_lists", "hai danh sách trong cùng một đoạn", "để mỗi danh sách một đoạn riêng", place)


# --- the paragraphs of a document, wherever they stand -----------------------------------------------------------------


def paragraphs_of(document: Any) -> list[Any]:
    """Body, tables, text boxes, heads and feet of pages."""
    parts = [document.element.body]
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            if not part.is_linked_to_previous:
                parts.append(part._element)
    return [paragraph for part in parts for paragraph in part.iter(qn("w:p"))]


def texts_of(paragraph: Any) -> list[Any]:
    """The pieces of text that belong to this very paragraph, not to one in a box within it."""
    return [one for one in paragraph.iter(qn("w:t")) if next(one.iterancestors(qn("w:p"))) is paragraph]


def text_of(paragraph: Any) -> str:
    return "".join(one.text or "" for one in texts_of(paragraph))


def put(paragraph: Any, values: Mapping[str, str]) -> None:
    """Exchanges the names for their texts; a name that an office program has cut into runs is one name."""
    pieces = texts_of(paragraph)
    for match in reversed(list(_NAMED.finditer(text_of(paragraph)))):
        if match[1] in values:
            _exchange(pieces, match.start(), match.end(), values[match[1]])


def _exchange(pieces: Sequence[Any], start: int, end: int, value: str) -> None:
    at, is_put = 0, False
    for piece in pieces:
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        piece.text = text[:first] + ("" if is_put else value) + text[last:]
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        is_put = True


def named_in(paragraph: Any) -> list[str]:
    return [match[1] for match in _NAMED.finditer(text_of(paragraph))]
