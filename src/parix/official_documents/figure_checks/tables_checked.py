"""Tables of figures: the row of totals against the rows above it, a total column against its parts, a share column, this period against the last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from parix.foundation.numbers import rounded
from parix.foundation.problems import Problem
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_bodies.tables import Row, Table
from parix.official_documents.figure_checks.findings import finding, number
from parix.official_documents.figures.written_numbers import NUMBER, number_of

_NUMERIC = re.compile(rf"\s*(?P<n>{NUMBER})\s*(?P<percent>%)?\s*")
_TOTAL_ROW = re.compile(r"(?:tong cong|tong so|cong|tong|toan (?:so|tinh|nganh))\s*:?\s*$")
_TOTAL_COLUMN = re.compile(r"(?:tong(?: so| cong)?)\b")
_SHARE_COLUMN = re.compile(r".*(?:ty le|ti le|%).*")
_ORDER = re.compile(r"(?:s?tt|so tt|stt)\.?|")
_FAMILY_OF_COLUMNS = re.compile(
    r".*(?:truoc han|dung han|qua han|tre han|truc tuyen|truc tiep|buu chinh|ky truoc|moi tiep nhan|trong han|toan trinh|mot phan|nam$|nu$|da giai quyet|"
    r"dang giai quyet).*"
)
_NOW, _THEN, _CHANGE = re.compile(r".*(?:ky nay|quy nay|nam nay|bao cao).*"), re.compile(
    r".*(?:ky truoc|cung ky|quy truoc|nam truoc).*"
), re.compile(r".*(?:tang|giam|so sanh|chenh lech).*")
_PART_OF_NUMBERING = re.compile(r"\d+\.\d+|[ivx]+|[a-z]")


def wrong_tables(table: Table) -> Iterator[Problem]:
    if len(table.rows) < 2 or table.width < 2:
        return
    head = [_plain(cell) for cell in table.rows[0].cells]
    rows = [row for row in table.rows[1:] if any(_value(cell) is not None for cell in row.cells)]
    yield from _total_row(table.rows[1:], head)
    for row in rows:
        yield from _total_column(row, head)
        yield from _share_column(row, head)
        yield from _changed(row, head)


def _plain(cell: Passage) -> str:
    return " ".join(cell.flat.split())


def _value(cell: Passage) -> Fraction | None:
    found = _NUMERIC.fullmatch(cell.text)
    return number_of(found["n"])[0] if found and not found["percent"] else None


def _is_total(row: Row) -> bool:
    return any(cell.text and _TOTAL_ROW.match(_plain(cell)) for cell in row.cells[:2])


def _total_row(rows: Sequence[Row], head: Sequence[str]) -> Iterator[Problem]:
    """Only plain lists: where rows are numbered in levels, a sum would count twice."""
    totals = [row for row in rows if _is_total(row)]
    others = [row for row in rows if not _is_total(row) and any(_value(cell) is not None for cell in row.cells[1:])]
    if len(totals) != 1 or len(others) < 2 or any(_PART_OF_NUMBERING.fullmatch(_plain(row.cells[0]).strip(". )")) for row in others):
        return
    for column, cell in enumerate(totals[0].cells):
        total = _value(cell)
        if total is None or column == 0 or (column < len(head) and _SHARE_COLUMN.match(head[column])):
            continue
        values = [_value(row.cells[column]) if column < len(row.cells) else None for row in others]
        if None in values:
            continue
        together = sum((value for value in values if value is not None), Fraction(0))
        if together != total:
            where = f" cột «{head[column]}»" if column < len(head) and head[column] else ""
            yield finding("total_differs", f"dòng tổng{where} ghi {cell.text} nhưng các dòng cộng lại là {number(together)}", cell.span())


def _total_column(row: Row, head: Sequence[str]) -> Iterator[Problem]:
    """`Tổng số | Trước hạn | Đúng hạn | Quá hạn`: the columns behind the total that are its parts by their heads."""
    for column, words in enumerate(head[: len(row.cells)]):
        total = _value(row.cells[column])
        if total is None or not _TOTAL_COLUMN.match(words):
            continue
        parts = []
        for place in range(column + 1, min(len(head), len(row.cells))):
            if not _FAMILY_OF_COLUMNS.match(head[place]) or _value(row.cells[place]) is None:
                break
            parts.append(_value(row.cells[place]) or Fraction(0))
        if len(parts) >= 2 and sum(parts, Fraction(0)) != total:
            shown = " + ".join(number(part) for part in parts)
            yield finding("total_differs", f"cột tổng ghi {row.cells[column].text} nhưng {shown} = {number(sum(parts, Fraction(0)))}", row.cells[column].span())


def _share_column(row: Row, head: Sequence[str]) -> Iterator[Problem]:
    """A share with exactly two numbers before it must be one through the other."""
    for column, words in enumerate(head[: len(row.cells)]):
        share = _NUMERIC.fullmatch(row.cells[column].text)
        if share is None or not _SHARE_COLUMN.match(words) or not (share["percent"] or "%" in words or re.match(r"(?:ty|ti) le", words)):
            continue
        before = [value for place in range(column) if not _ORDER.fullmatch(head[place]) and (value := _value(row.cells[place])) is not None]
        printed, decimals = number_of(share["n"])
        if len(before) != 2 or 0 in before:
            continue
        small, large = sorted(before)
        exact = small / large * 100
        if printed not in (rounded(exact, decimals, "half_up"), rounded(exact, decimals, "truncate")):
            yield finding(
                "percentage_differs", f"ghi {row.cells[column].text} nhưng {number(small)}/{number(large)} là {number(exact)}%", row.cells[column].span(),
            )


def _changed(row: Row, head: Sequence[str]) -> Iterator[Problem]:
    columns = {name: next((place for place, words in enumerate(head[: len(row.cells)]) if pattern.fullmatch(words)), None) for name, pattern in ((
        "change",
        _CHANGE), ("then", _THEN), ("now", _NOW))}
    change, then, now = columns["change"], columns["then"], columns["now"]
    if change is None or then is None or now is None or len({change, then, now}) < 3:
        return
    written = re.fullmatch(rf"\s*(?P<sign>[+\-–−]|tăng|giảm)?\s*(?P<n>{NUMBER})\s*", row.cells[change].text, re.IGNORECASE)
    before, after = _value(row.cells[then]), _value(row.cells[now])
    if written is None or before is None or after is None:
        return
    by = number_of(written["n"])[0]
    signed = -by if (written["sign"] or "").lower() in ("-", "–", "−", "giảm") else by
    if signed != after - before and not (written["sign"] is None and abs(signed) == abs(after - before)):
        yield finding(
            "change_differs", f"ghi {row.cells[change].text} nhưng {number(after)} - {number(before)} = {number(after - before)}", row.cells[change].span(),
        )
