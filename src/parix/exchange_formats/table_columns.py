"""Finds the head of a criteria table and what each column holds, by the words of the head, with or without marks.

A head may span several rows with merged cells ("Điểm" over "Tối đa", "Điều tra XHH"), and pages may repeat it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from parix.exchange_formats.cell_values import code_of, points_of, text_of
from parix.exchange_formats.workbook_sheets import Sheet
from parix.foundation.folding import folded

DEEPEST_HEAD = 4
SEARCHED_ROWS = 200

_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("code", re.compile(r"(?:stt|tt|so tt|s\.?t\.?t\.?|so thu tu|ma|ma so|ma tieu chi|ky hieu|muc)(?: tieu chi)?")),
    ("evidence", re.compile(r".*\b(?:tai lieu kiem chung|minh chung|kiem chung|tlkc)\b.*")),
    ("survey", re.compile(r"(?!.*\b(?:phuong phap|cach)\b).*\b(?:xhh|dtxhh|xa hoi hoc|khao sat|dieu tra)\b.*")),
    ("given", re.compile(
        r".*\b(?:tu cham|tu danh gia|diem dat|dat duoc|ket qua|hoi dong|phuc tra|to tham dinh|thuc te|chenh lech"
        r"|so noi vu|co quan tham dinh)\b.*"
    )),
    ("scoring", re.compile(
        r".*\b(?:cach cham|cach tinh|cach danh gia|cach thuc|phuong phap|huong dan|quy dinh cham|cong thuc"
        r"|tieu chuan cham|dien giai|noi dung cham|yeu cau cham|thang diem chi tiet|cham diem cu the|quy tac)\b.*"
    )),
    ("method", re.compile(r".*\b(?:hinh thuc|phuong thuc|nguon du lieu|loai hinh|kieu cham)\b.*")),
    ("appraisal", re.compile(r"(?=.*\b(?:toi da|chuan)\b).*\b(?:tham dinh|tu cham)\b.*")),
    ("given", re.compile(r".*\btham dinh\b.*")),
    ("points", re.compile(
        r".*\b(?:diem toi da|toi da|thang diem|diem chuan|diem quy dinh|diem tc|diem tieu chi|tong diem|so diem"
        r"|diem so|muc diem)\b.*|diem|max"
    )),
    ("note", re.compile(r".*\b(?:ghi chu|luu y)\b.*")),
    ("other", re.compile(r".*\b(?:don vi|chu tri|phu trach|theo doi|thoi gian|thoi han|nam truoc)\b.*")),
    ("text", re.compile(r".*\b(?:linh vuc|tieu chi|noi dung|chi tieu|chi so|ten|tctp)\b.*")),
)  # fmt: skip
_BEST_POINTS = (r"toi da", r"chuan|quy dinh", r"thang diem", r"")
_PAGE_NUMBERS = re.compile(r"\(?\s*(?:\d{1,2}|[a-z])\s*\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns by role; `texts` from the outermost level in. `first_row` is the first row below the head."""

    code: int | None
    texts: tuple[int, ...]
    points: int | None
    appraisal: int | None
    survey: int | None
    scoring: tuple[int, ...]
    level_points: int | None
    note: int | None
    evidence: int | None
    method: int | None
    first_row: int
    head: tuple[str, ...] = field(repr=False, default=())


def find_columns(sheet: Sheet) -> tuple[Columns, int] | None:
    """The columns of the sheet's first table and the row where its head begins, or None."""
    for row in range(min(len(sheet.cells), SEARCHED_ROWS)):
        if row in sheet.hidden_rows or not _may_begin(sheet, row):
            continue
        last = _last_row_of_head(sheet, row)
        columns = _columns(sheet, row, last)
        if columns is not None:
            return columns, row
    return None


def repeats_head(sheet: Sheet, row: int, columns: Columns) -> bool:
    """A page that prints the head again, or the line that numbers the columns."""
    words = [folded(text_of(sheet.spread_value(row, column))) for column in range(sheet.width)]
    filled = [word for word in words if word]
    if not filled:
        return False
    known = set(columns.head)
    if len(filled) > 1 and all(word in known for word in filled):
        return True
    return len(filled) > 2 and all(_PAGE_NUMBERS.fullmatch(word) for word in filled) and _counts_up(filled)


def _counts_up(words: Sequence[str]) -> bool:
    numbers = [word.strip("() ").split("=")[0].strip() for word in words]
    if all(number.isdigit() for number in numbers):
        return [int(number) for number in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(numbers)))
    return numbers == sorted(set(numbers))


def _may_begin(sheet: Sheet, row: int) -> bool:
    roles = {role_of(folded(text_of(value))) for value in sheet.cells[row]} - {""}
    return len(roles) > 1 and bool(roles & {"text", "code", "points"})


def _last_row_of_head(sheet: Sheet, first: int) -> int:
    last = first
    for row in range(first + 1, min(first + DEEPEST_HEAD, len(sheet.cells))):
        joined = any(
            first <= sheet.merged.get((row, column), (row, 0))[0] < row and sheet.spread_value(row, column) != "" for column in range(sheet.width)
        )
        own = [text_of(value) for value in sheet.cells[row] if text_of(value)]
        if not own and not joined:
            break
        if any(code_of(word) and not _PAGE_NUMBERS.fullmatch(folded(word)) for word in own):
            break
        if any(points_of(value) is not None for value in sheet.cells[row] if value != ""):
            break
        if not joined and not all(role_of(folded(word)) for word in own):
            break
        last = row
    return last


def role_of(words: str) -> str:
    """The role that the words of a head give to a column, or an empty text."""
    if not words or len(words) > 160:
        return ""
    return next((role for role, pattern in _ROLES if pattern.fullmatch(words)), "")


def _columns(sheet: Sheet, first: int, last: int) -> Columns | None:
    names = [_name(sheet, column, first, last) for column in range(sheet.width)]
    roles: dict[str, list[int]] = {}
    for column, name in enumerate(names):
        roles.setdefault(role_of(name), []).append(column)
    texts = roles.get("text", [])
    if not texts:
        mixed = [column for column in roles.get("scoring", []) if re.search(r"\b(?:tieu chi|noi dung|linh vuc)\b", names[column])]
        texts = mixed[:1]
        roles["scoring"] = [column for column in roles.get("scoring", []) if column not in texts]
    points, others = _best_points(roles.get("points", []), names)
    if not texts or (points is None and "appraisal" not in roles):
        return None
    wordy = [column for column in others if _is_wordy(sheet, column, last + 1)]
    first_row = last + 1
    head = tuple({folded(text_of(sheet.spread_value(row, column))) for row in range(first, last + 1) for column in range(sheet.width)} - {""})
    return Columns(
        code=_first(roles, "code"), texts=tuple(texts), points=points, appraisal=_first(roles, "appraisal"), survey=_first(roles, "survey"),
        scoring=tuple(sorted([*roles.get("scoring", []), *wordy])), level_points=next((column for column in others if column not in wordy), None),
        note=_first(roles, "note"), evidence=_first(roles, "evidence"), method=_first(roles, "method"), first_row=first_row, head=head,
    )


def _name(sheet: Sheet, column: int, first: int, last: int) -> str:
    words = [folded(text_of(sheet.spread_value(row, column))) for row in range(first, last + 1)]
    return " ".join(dict.fromkeys(word for word in words if word))


def _first(roles: dict[str, list[int]], role: str) -> int | None:
    return roles[role][0] if roles.get(role) else None


def _best_points(columns: Sequence[int], names: Sequence[str]) -> tuple[int | None, list[int]]:
    for words in _BEST_POINTS:
        fitting = [column for column in columns if re.search(words, names[column])]
        if fitting:
            best = next((column for column in fitting if "tong" in names[column].split()), fitting[0])
            return best, [column for column in columns if column != best]
    return None, []


def _is_wordy(sheet: Sheet, column: int, first_row: int) -> bool:
    """A second column of points that holds sentences is the scoring text."""
    texts = [text_of(sheet.value(row, column)) for row in range(first_row, len(sheet.cells))]
    filled = [text for text in texts if text]
    return bool(filled) and sum(len(text) > 12 for text in filled) * 2 > len(filled)
