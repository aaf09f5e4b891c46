"""What the columns of a table of assignments hold, by the words of their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_bodies.tables import Row

ColumnRole = Literal["number", "text", "lead", "follow", "support", "due", "product", "field", "aside"]

_ROLES: tuple[tuple[ColumnRole, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:so )?(?:s?\s?t\s?t|thu tu|so thu tu|no)\.?")),
    ("support", re.compile(r".*(?:phoi hop|lien quan|tham gia).*")),
    ("lead", re.compile(r".*chu tri.*|.*(?:dau moi|chiu trach nhiem|trach nhiem (?:chinh|thuc hien)|phu trach|phan cong|duoc giao|tham muu).*")),
    ("follow", re.compile(r".*(?:theo doi|don doc).*")),
    ("product", re.compile(r".*(?:san pham|dau ra|ket qua|ho so minh chung|tai lieu kiem chung).*")),
    ("due", re.compile(r".*(?:thoi gian|thoi han|tien do|hoan thanh|thoi diem|lo trinh|han ).*|han|quy|thang")),
    ("lead", re.compile(
        r"(?:co quan|don vi|bo phan|phong|nguoi|ca nhan|cac don vi|co quan, don vi|phong, don vi)(?:,? (?:don vi|bo phan|ca nhan|phong))*(?: (?:thuc hien|"
        r"trien khai))?|(?:trach nhiem|to chuc)?\s?(?:thuc hien|don vi).*"
    )),
    ("field", re.compile(r"(?:linh vuc|noi dung linh vuc|nhom nhiem vu|muc tieu)(?: cchc| cai cach.*)?|linh vuc.*")),
    ("text", re.compile(
        r".*(?:nhiem vu|cong viec|noi dung|hoat dong|giai phap|ten |dau viec|viec can|chi tieu|hang muc|cong tac|tieu chi|van de|bien phap).*"
    )),
    ("aside", re.compile(r".*(?:ghi chu|kinh phi|nguon|du toan|lanh dao|hinh thuc|dia diem|don vi tinh|dvt|diem).*")),
)
_PLAIN_NUMBER = re.compile(r"\(?\s*\d{1,2}\s*\)?|\([a-z]\)|[a-z]")


@dataclass(frozen=True, slots=True)
class Columns:
    """Roles by place; `head_rows` rows belong to the head."""

    roles: tuple[ColumnRole | None, ...]
    head_rows: int

    def of(self, *wanted: ColumnRole) -> list[int]:
        return [place for place, role in enumerate(self.roles) if role in wanted]


def columns_of(rows: Sequence[Row]) -> Columns | None:
    """None when the table assigns nothing: it needs a column of tasks beside one of leads or terms."""
    for place, row in enumerate(rows[:4]):
        merged, used = _merged_head(rows, place)
        roles = tuple(role_of(cell) for cell in merged)
        has_text, has_more = "text" in roles, "lead" in roles or "due" in roles or "support" in roles
        if has_text and has_more and len(row.cells) >= 2:
            return Columns(_only_one_text(roles), place + used)
        if not has_text and has_more and "product" not in roles[:2] and len(roles) >= 3 and "lead" in roles and ("number" in roles):
            guessed = list(roles)
            free = next((at for at, role in enumerate(guessed) if role is None), None)
            if free is not None:
                guessed[free] = "text"
                return Columns(tuple(guessed), place + used)
    return None


def _merged_head(rows: Sequence[Row], place: int) -> tuple[list[str], int]:
    """The head's words by column; a second row of heads stands below a merged one."""
    first = [_plain(cell) for cell in rows[place].cells]
    if place + 1 >= len(rows):
        return first, 1
    second = [_plain(cell) for cell in rows[place + 1].cells]
    is_numbering = sum(
        bool(_PLAIN_NUMBER.fullmatch(cell)) for cell in second if cell
    ) >= max(2, len([cell for cell in second if cell]) - 1) and len([cell for cell in second if cell]) > 2
    if is_numbering and _roles_numbered(second):
        return first, 2
    has_gap = any(not cell or cell == "〃" for cell in second) and not any(re.fullmatch(r"\d+|[ivx]+", cell) for cell in second[:1])
    below = [role_of(cell) for cell in second]
    if has_gap and sum(role in ("lead", "support", "due") for role in below) >= 2 and max((len(cell) for cell in second), default=0) < 40:
        width = max(len(first), len(second))
        top, low = first + [""] * (width - len(first)), second + [""] * (width - len(second))
        return [low_cell if low_cell and low_cell != "〃" else top_cell for top_cell, low_cell in zip(top, low, strict=True)], 2
    return first, 1


def _roles_numbered(cells: Sequence[str]) -> bool:
    values = [int(found[0]) for cell in cells if (found := re.search(r"\d+", cell))]
    return values == sorted(values) and len(set(values)) == len(values)


def _plain(cell: Passage) -> str:
    return " ".join(cell.flat.replace("*", " ").split()).strip(" .:")


def role_of(words: str) -> ColumnRole | None:
    """What a column headed with these plain words holds."""
    if not words or len(words) > 70:
        return None
    return next((role for role, pattern in _ROLES if pattern.fullmatch(words)), None)


def _only_one_text(roles: tuple[ColumnRole | None, ...]) -> tuple[ColumnRole | None, ...]:
    """Of two columns of tasks the first is the heading of the second (`Nhiệm vụ`, `Nội dung công việc`)."""
    texts = [place for place, role in enumerate(roles) if role == "text"]
    if len(texts) < 2:
        return roles
    return tuple("field" if place in texts[:-1] else role for place, role in enumerate(roles))
