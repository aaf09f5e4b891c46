"""Tables that lost their lines: cells below each other, or a whole row run together on a line; made rows and cells again.

A row begins with its number. Where its cells part is weighed: names are leads or supporters, dates are terms, verbs open tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parix.official_documents.assignments.columns import ColumnRole, role_of
from parix.official_documents.assignments.due_dates import Calendar, terms_in
from parix.official_documents.assignments.recurrences import recurrence_in
from parix.official_documents.document_bodies.passages import Passage, joined
from parix.official_documents.document_bodies.tables import Row, Table
from parix.official_documents.letters import UPPER
from parix.official_documents.unit_names.heads import head_at
from parix.official_documents.unit_names.unit_lists import units_at, units_in
from parix.official_documents.unit_names.verbs import is_verb

_LONGEST_HEAD, _LONGEST_HEAD_WORDS = 12, 45  # passages; characters
_NUMBER = re.compile(r"(?P<value>\d{1,3}(?:\.\d{1,2})?)\s*[.)]?(?:\s+|$)")
_SECTION = re.compile(rf"(?P<value>[IVX]{{1,5}}|[A-E])\s*[.)]?\s+(?=[{UPPER}])|(?P<alone>[IVX]{{1,5}})$")
_ENDS_TABLE = re.compile(rf"(?:[IVX]{{1,5}}\.\s+[{UPPER}]{{2,}}|\d{{1,2}}\.\s|Trên đây|Nơi nhận|Điều \d|Phụ lục|PHỤ LỤC|Ghi chú)")
_HEAD_WORDS = re.compile(
    r"(?:s?tt|so tt|(?:ten |cac )?(?:noi dung|nhiem vu|cong viec|hoat dong)(?:,? (?:nhiem vu|cong viec|giai phap|thuc hien|cu the|hoat dong))*|"
    r"(?:co quan|don vi|bo phan|phong|cac co quan|co quan, don vi|phong, don vi)?,? ?(?:chu tri|phoi hop|thuc hien|chiu trach nhiem|dau moi)(?: thuc hien)?|"
    r"(?:thoi gian|thoi han|tien do)(?: thuc hien| hoan thanh)?|hoan thanh|(?:san pham|ket qua)(?: dau ra| du kien| hoan thanh| dat duoc)?|ghi chu|kinh "
    r"phi(?: thuc hien)?|linh vuc)(?![a-z])"
)
_TIME = re.compile(r"(?:^|\s)(?:hoan thanh|truoc|xong|cham nhat|thuong xuyen|lien tuc|dinh ky|(?:thang|quy|nam|ngay)\s+[\divx]+)(?![a-z])|\d{4}")
_PRODUCT = re.compile(
    r"(?:ke hoach|bao cao|quyet dinh|van ban|to trinh|danh muc|quy che|hoi nghi|phan mem|cong van|thong bao|huong dan|ho so|tin,? bai|lop|quy trinh|de an|"
    r"chuong trinh|bien ban|ket qua|cuoc|"
    r"bang|phieu|so lieu|co so|he thong|nghi quyet|chi thi|trang|bo |tai lieu)"
)


@dataclass(frozen=True, slots=True)
class _Head:
    roles: tuple[ColumnRole, ...]
    passages: int
    cells: tuple[Passage, ...]


def is_head(words: str) -> bool:
    """Whether the plain words head a column of such a table: a few words, no sentence and no point of a list."""
    return len(words) <= _LONGEST_HEAD_WORDS and not re.search(r"[:;]|\.\s*$|^\W|^\d|^[a-z][.)]", words) and role_of(" ".join(words.split())) is not None


def unflattened(items: Iterable[Passage | Table]) -> Iterator[Passage | Table]:
    """The same items; a run of passages that was a table of assignments is one again."""
    waiting = list(items)
    at = 0
    while at < len(waiting):
        head = _head(waiting, at)
        table, taken = _table(waiting, at, head) if head is not None else (None, 0)
        if table is None:
            yield waiting[at]
            at += 1
        else:
            yield table
            at += taken


# --- the head ---------------------------------------------------------------------------------------------------------


def _head(items: Sequence[Passage | Table], at: int) -> _Head | None:
    """Heads one below the other, or all on one line."""
    first = items[at]
    if isinstance(first, Table) or len(first) > 200:
        return None
    return _head_on_a_line(first) or _head_below(items, at)


def _head_below(items: Sequence[Passage | Table], at: int) -> _Head | None:
    roles: list[ColumnRole] = []
    cells: list[Passage] = []
    place = at
    while place < min(at + _LONGEST_HEAD, len(items)):
        item = items[place]
        if isinstance(item, Table) or len(item) > 60:
            break
        role = role_of(_plain(item)) if is_head(item.flat) else None
        following = items[place + 1] if place + 1 < len(items) else None
        wrapped = role_of(f"{_plain(item)} {_plain(following)}") if role is None and isinstance(following, Passage) and len(following) < 40 else None
        if role is None and wrapped is None:
            break
        roles.append(role or wrapped)  # type: ignore[arg-type]
        cells.append(item)
        place += 1 if role else 2
    return _Head(tuple(roles), place - at, tuple(cells)) if _assigns(roles) else None


def _head_on_a_line(passage: Passage) -> _Head | None:
    """`STT Nội dung Đơn vị chủ trì Đơn vị phối hợp Thời gian Sản phẩm`: nothing but heads."""
    words = passage.flat
    roles: list[ColumnRole] = []
    cells: list[Passage] = []
    at = 0
    while at < len(words):
        found = _HEAD_WORDS.match(words, at)
        role = role_of(found[0]) if found else None
        if found is None or role is None:
            return None
        roles.append(role)
        cells.append(passage.part(found.start(), found.end()))
        at = found.end() + len(words[found.end() :]) - len(words[found.end() :].lstrip())
    return _Head(tuple(roles), 1, tuple(cells)) if _assigns(roles) and len(roles) >= 4 else None


def _assigns(roles: Sequence[ColumnRole | None]) -> bool:
    return len(roles) >= 3 and "text" in roles and ("lead" in roles or "due" in roles) and roles[0] == "number"


def _plain(passage: Passage) -> str:
    return " ".join(passage.flat.split()).strip(" .:")


# --- the rows -----------------------------------------------------------------------------------------------------------


def _table(items: Sequence[Passage | Table], at: int, head: _Head) -> tuple[Table | None, int]:
    rows: list[Row] = [Row(head.cells)]
    place, expected = at + head.passages, 1
    group: list[Passage] = []
    while place < len(items):
        item = items[place]
        if isinstance(item, Table) or (_ENDS_TABLE.match(item.text) and _opened(item.text, expected) is None):
            break
        opens = _opened(item.text, expected)
        is_section = _SECTION.match(item.text) is not None
        if opens is None and not is_section and not group:
            break
        if opens is not None or is_section:
            rows += _finished(group, head.roles)
            group = []
            expected = opens + 1 if opens is not None else expected
        group.append(item)
        place += 1
    rows += _finished(group, head.roles)
    return (Table(tuple(rows)), place - at) if len(rows) > 2 else (None, 0)


def _opened(text: str, expected: int) -> int | None:
    """The number of the row that the words open, when it is the next one (or a first part of it)."""
    found = _NUMBER.match(text)
    if found is None:
        return None
    value = int(found["value"].split(".")[0])
    return value if value in (expected, expected - 1) and ("." in found["value"] or value == expected) else None


def _finished(group: Sequence[Passage], roles: Sequence[ColumnRole]) -> list[Row]:
    if not group:
        return []
    section = _SECTION.match(group[0].text)
    if section is not None and _NUMBER.match(group[0].text) is None:
        whole = joined(list(group))
        end = re.match(r"\S+", whole.text).end()  # type: ignore[union-attr]
        return [Row((whole.part(0, end), whole.part(end)))]
    whole = joined(list(group))
    number = _NUMBER.match(whole.text)
    assert number is not None
    rest = whole.part(number.end())
    cells = _parted(rest, set(rest.breaks), roles[1:])
    return [Row((whole.part(0, number.end()), *cells))]


def _parted(passage: Passage, breaks: set[int], roles: Sequence[ColumnRole]) -> list[Passage]:
    """The most fitting way to cut the row into its columns, in their order; a column may be empty."""
    places = _places(passage, breaks)
    costs = _costs(passage, places, breaks, len(roles))
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, -1)}
    for column, role in enumerate(roles):
        for start in range(len(places)):
            state = best.get((column, start))
            if state is None:
                continue
            for end in range(start + (role == "text"), len(places)):
                worth = _EMPTY.get(role, 0.0) if end == start else _worth(passage.part(places[start], places[end]), role) - costs[end]
                if state[0] + worth > best.get((column + 1, end), (-1e9, 0))[0]:
                    best[(column + 1, end)] = (state[0] + worth, start)
    column, end = len(roles), len(places) - 1
    if (column, end) not in best:
        return [passage]
    cells: list[Passage] = []
    while column > 0:
        start = best[(column, end)][1]
        cells.append(passage.part(places[start], places[end]))
        column, end = column - 1, start
    return cells[::-1]


def _costs(passage: Passage, places: Sequence[int], breaks: set[int], columns: int) -> list[float]:
    """What a cut costs: nothing at a line's end; more where lines part cells anyway, most inside a name."""
    in_lines = len(breaks) + 2 >= columns
    names = [(place, listed.end) for place in places if (listed := units_at(passage, place)) is not None]
    costs = []
    for place in places:
        is_line = place in (0, len(passage)) or place - 1 in breaks or place in breaks
        torn = any(start < place < end and head_at(passage.text, passage.flat, place) is None for start, end in names)
        costs.append(0.0 if is_line else (1.2 if in_lines else 0.2) + (1.5 if torn else 0.0))
    return costs


_EMPTY: dict[str, float] = {"lead": -2.0, "support": -0.4, "due": -1.0, "product": -0.6}
_MOST_PLACES = 40


def _places(passage: Passage, breaks: set[int]) -> list[int]:
    """Where a cell may begin: at line ends, names, dates, and capitals."""
    found = {0, len(passage)}
    for word in re.finditer(r"(?<=\s)\S+", passage.text):
        at = word.start()
        is_capital = word[0][0].isupper() and (head_at(passage.text, passage.flat, at) is not None or word[0][1:].islower())
        if is_capital or word[0][0].isdigit() or not breaks.isdisjoint((at - 1, at)):
            found.add(at)
    places = sorted(found)
    if len(places) > _MOST_PLACES:
        places = [place for place in places if place == 0 or place - 1 in breaks or passage.text[place : place + 1].isupper()][:_MOST_PLACES]
        places.append(len(passage))
    return places


def _worth(cell: Passage, role: ColumnRole) -> float:
    """How well the words fit the column."""
    words = cell.flat
    if not words:
        return -1.0
    if role in ("lead", "support", "follow"):
        return _worth_as_names(cell)
    if role == "due":
        terms = terms_in(cell, Calendar(), in_cell=True)
        again = recurrence_in(cell, in_cell=True)
        covered = max((len(due.text) for _at, due in terms), default=0) + (len(again[0].text) if again else 0)
        return (3.0 if covered >= 0.45 * len(words) else -3.0)
    if role == "product":
        return (1.6 if _PRODUCT.match(words) else 0.2 if len(words.split()) <= 8 else -1.5) - (2.0 if head_at(cell.text, words, 0) is not None else 0.0)
    if role == "text":
        opens = is_verb(cell.text, words, 0)
        return (1.5 if opens else 0.5) + min(len(words), 60) / 100 - (2.0 if head_at(cell.text, words, 0) is not None and not opens else 0.0)
    return -0.5


def _worth_as_names(cell: Passage) -> float:
    if head_at(cell.text, cell.flat, 0) is None or _TIME.search(cell.flat):
        return -3.0
    listed = units_in(cell).units
    inline = units_at(cell, 0)
    whole = inline is not None and not cell.flat[inline.end :].strip(" .;,")
    named = sum(head_at(unit.value, unit.text and _flat(unit.value), 0) is not None for unit in listed)
    return (2.5 if whole or (listed and named == len(listed)) else -1.0) - 0.3 * max(len(listed) - 1, 0) * 0.2


def _flat(text: str) -> str:
    return Passage(text, ()).flat
