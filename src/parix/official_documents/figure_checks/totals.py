"""Totals against their parts, in a sentence and over the points below it: `9 hồ sơ; trong đó 4 hồ sơ …, 05 hồ sơ …`.

Parts may have parts of their own (`4 hồ sơ …: 1 …, 2 …, 1 …`). `trong đó` may leave some out, so it binds only where the parts
are known to exclude each other and to leave nothing over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parix.foundation.problems import Problem
from parix.official_documents.document_bodies.outline import Node
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.figure_checks.findings import finding, number
from parix.official_documents.figures.reading import Placed, figures_of
from parix.official_documents.figures.written_numbers import NUMBER, number_of
from parix.official_documents.pages import flat

_OPENS_PARTS = re.compile(
    r"(?<![a-z])(?P<word>trong do(?: co)?|bao gom|gom(?: co)?|cu the(?: la| nhu sau)?|chia ra|chi tiet|phan ra|trong so do)(?![a-z])\s*:?\s*|(?P<sign>[:(])\s*"
)
_BARE_PART = re.compile(rf"(?P<label>[a-z][^\d,;.:()]{{2,70}}?)\s*(?::|la|co|\s)\s*(?P<n>{NUMBER})(?=\s*(?:[,;.)]|va\s|$|\s*\())")
_FAMILIES = tuple(
    tuple(re.compile(one) for one in family)
    for family in (
        (r"truoc han|som han", r"dung han", r"qua han|tre han|cham han|tre hen"),
        (r"truc tuyen|qua mang|truc tuyen toan trinh", r"truc tiep", r"buu chinh|bcci", r"ky truoc|ton (?:dau|ky)|chuyen sang|chuyen tiep"),
        (
            r"(?:da|duoc) (?:giai quyet|tra|xu ly|hoan thanh)|giai quyet xong", r"dang (?:giai quyet|xu ly|thuc hien|trien khai)|chua den han|con han",
            r"tra lai|rut ho so|tu choi|chua giai quyet|qua han",
        ),
        (r"toan trinh", r"mot phan", r"cung cap thong tin|con lai"), (r"muc do 2", r"muc do 3", r"muc do 4"), (r"cap tinh", r"cap huyen", r"cap xa"),
        (
            r"(?:da )?hoan thanh(?! (?:qua|cham|tre))|dung tien do", r"chua hoan thanh|dang (?:thuc hien|trien khai)|chua (?:den han|thuc hien)|trong han",
            r"qua han|cham|tre",
        ),
        (r"\bnam\b(?! \d)", r"\bnu\b"), (r"can bo(?!,? cong chuc)", r"cong chuc", r"vien chuc", r"nguoi lao dong|hop dong"),
        (r"(?:cap|ban hanh) moi|\bmoi\b", r"sua doi|bo sung|dieu chinh", r"bai bo|thay the", r"gia han|cap lai|cap doi"),
        (r"xuat sac", r"hoan thanh tot|\btot\b", r"\bkha\b|hoan thanh(?! (?:tot|xuat))", r"trung binh|khong hoan thanh|\byeu\b"),
        (r"\bdat\b", r"khong dat|chua dat"),
        (r"nhom (?:1|i)\b", r"nhom (?:2|ii)\b", r"nhom (?:3|iii)\b", r"nhom (?:4|iv)\b"), (
            r"tiep nhan moi|moi tiep nhan|trong ky",
            r"ky truoc|ton (?:dau|ky)|chuyen sang"),
        (r"thuoc linh vuc|linh vuc",), (
            r"quyet dinh", r"ke hoach", r"cong van", r"bao cao", r"thong bao", r"to trinh", r"chi thi", r"nghi quyet",
            r"van ban khac|giay moi|huong dan|chuong trinh",
        ),
    )
)
_PARTS_OF = {
    "đơn vị": r"phong|trung tam|chi cuc|don vi|van phong|thanh tra|ban|so|co quan", "đơn vị sự nghiệp": r"trung tam|don vi|vien|truong",
    "cơ quan": r"phong|so|ban|don vi|co quan",
    "văn bản": r"quyet dinh|ke hoach|cong van|bao cao|thong bao|to trinh|chi thi|nghi quyet|van ban|huong dan|chuong trinh|giay moi",
    "người": r"nguoi|cong chuc|vien chuc|can bo|nam|nu|lao dong", "lượt người": r"luot|nguoi",
}


@dataclass(frozen=True, slots=True)
class _Part:
    value: Fraction
    label: str


def wrong_totals(node: Node, figures: Sequence[Placed]) -> Iterator[Problem]:
    """`figures`: those of the node's own passage."""
    passage = node.passage
    covered = 0
    for at, total in enumerate(figures):
        if total.figure.form != "count" or total.figure.bound or not total.figure.is_sure:
            continue
        opened = _opening(passage, total, figures[at + 1 :])
        if opened is None:
            continue
        parts, has_units = _parts_behind(passage, total, figures[at + 1 :], opened)
        if total.start < covered and _begins_with_own_parts(total, parts):
            continue
        covered = max(covered, _region_end(passage, opened))
        yield from _against(total, parts, has_units, _closed(opened))
    last = next((placed for placed in reversed(figures) if placed.figure.form == "count"), None)
    if last is not None and node.leads and node.children:
        yield from _against_points(node, last)


def _begins_with_own_parts(total: Placed, parts: Sequence[_Part]) -> bool:
    """Inside a list of parts: the first ones are its own, what follows belongs to the list."""
    together = Fraction(0)
    for part in parts:
        together += part.value
        if together == total.figure.value:
            return True
    return False


def _opening(passage: Passage, total: Placed, following: Sequence[Placed]) -> re.Match[str] | None:
    """The word or sign behind the total that opens its parts, before any further figure and inside the sentence."""
    limit = following[0].start if following else len(passage)
    behind = passage.flat[total.end : limit]
    ends = re.search(r"\.\s+[a-z]|;\s+(?!trong do|gom|bao gom)", behind)
    opened = _OPENS_PARTS.search(passage.flat, total.end, total.end + (ends.start() if ends else len(behind)))
    return opened if opened and not (opened["sign"] == "(" and _is_other_remark(passage, opened)) else None


def _is_other_remark(passage: Passage, opened: re.Match[str]) -> bool:
    """Brackets that hold a share, an abbreviation or a comparison, and no parts."""
    inside = passage.flat[opened.end() : passage.flat.find(")", opened.end())]
    return not re.search(r"\d", inside) or bool(re.match(
        r"(?:dat|chiem|ty le|tang|giam|so voi|ky truoc|cung ky|nam \d)",
        inside)) or len(re.findall(r"\d+", inside)) < 2


def _closed(opened: re.Match[str]) -> bool:
    """Whether the word says that the parts are all: `gồm`, `cụ thể`, a colon; `trong đó` does not."""
    return opened["word"] is None or not opened["word"].startswith("trong")


def _parts_behind(passage: Passage, total: Placed, following: Sequence[Placed], opened: re.Match[str]) -> tuple[list[_Part], bool]:
    """The parts up to the end of the sentence or bracket; and whether they carry the total's own unit."""
    end = _region_end(passage, opened)
    inside = [placed for placed in following if opened.end() <= placed.start < end and placed.figure.form == "count" and _may_be_part(total, placed)]
    if inside:
        return [_Part(placed.figure.value, _label(passage, inside, place, opened.end(), end)) for place, placed in enumerate(inside)], True
    bare = [(match, number_of(passage.text[match.start("n") : match.end("n")])[0]) for match in _BARE_PART.finditer(passage.flat, opened.end(), end)]
    return [_Part(value, match["label"]) for match, value in bare], False


def _region_end(passage: Passage, opened: re.Match[str]) -> int:
    words = passage.flat
    if opened["sign"] == "(" or words[: opened.start()].rstrip().endswith("("):
        close = words.find(")", opened.end())
        return close if close >= 0 else len(words)
    stop = re.compile(r"\.\s+(?=[a-z])|\.$").search(words, opened.end())
    return stop.start() if stop else len(words)


def _may_be_part(total: Placed, placed: Placed) -> bool:
    if placed.figure.bound:
        return False
    own, other = total.figure.unit.lower(), placed.figure.unit.lower()
    if own == other or own.startswith(other) or other.startswith(own):
        return True
    kinds = next((pattern for name, pattern in _PARTS_OF.items() if own.startswith(name)), None)
    return kinds is not None and re.match(kinds, flat(other)) is not None


def _label(passage: Passage, inside: Sequence[Placed], place: int, opens: int, end: int) -> str:
    """The words around the part: from the part before to the part behind."""
    start = inside[place - 1].end if place else opens
    stop = inside[place + 1].start if place + 1 < len(inside) else end
    before = re.split(r"[,;]|\sva\s", passage.flat[start : inside[place].start])[-1]
    behind = re.split(r"[,;]|\sva\s(?=\d)", passage.flat[inside[place].end : stop])[0]
    return f"{before} {inside[place].figure.unit.lower()} {behind}"


def _against(total: Placed, parts: Sequence[_Part], has_units: bool, closed: bool) -> Iterator[Problem]:
    if len(parts) < 2 or explains([part.value for part in parts], total.figure.value):
        return
    family = _family([part.label for part in parts])
    if not (family or (closed and has_units and len(parts) >= 2)):
        return
    together = sum((part.value for part in parts), Fraction(0))
    message = f"ghi {total.figure.text} nhưng các phần cộng lại là {number(together)} ({' + '.join(number(part.value) for part in parts)})"
    yield finding("total_differs", message, total.figure.span)


def _family(labels: Sequence[str]) -> bool:
    """All labels belong to one set of parts that exclude each other, each to another member (fields: to the same)."""
    for family in _FAMILIES:
        members = [next((place for place, pattern in enumerate(family) if pattern.search(flat(label))), None) for label in labels]
        if None not in members and (len(family) == 1 or len(set(members)) == len(members)):
            return True
    return False


def explains(values: Sequence[Fraction], total: Fraction) -> bool:
    """Whether the values can be read as parts of the total, some of them parts of a part before them."""
    def reads(place: int, left: Fraction) -> bool:
        if place == len(values):
            return left == 0
        value = values[place]
        if value > left:
            return False
        if reads(place + 1, left - value):
            return True
        inner = Fraction(0)
        for end in range(place + 1, len(values)):
            inner += values[end]
            if inner == value and end > place + 1 and reads(end + 1, left - value):
                return True
        return False

    return reads(0, total)


def _against_points(node: Node, total: Placed) -> Iterator[Problem]:
    """The first figure of each point below, when every point has one of the total's unit."""
    opened = next(iter(_OPENS_PARTS.finditer(node.passage.flat, total.end)), None)
    points = [child for child in node.children if child.table is None and child.marker is not None]
    parts: list[_Part] = []
    for point in points:
        first = next((placed for placed in figures_of(point.passage) if placed.figure.form == "count"), None)
        if first is None or not _may_be_part(total, first):
            return
        parts.append(_Part(first.figure.value, point.passage.flat[:120]))
    if opened is not None:
        yield from _against(total, parts, True, _closed(opened))
