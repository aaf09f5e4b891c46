"""Rows of a table as assignments: task, lead, support, term, product; rows over the whole width are sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parix.official_documents.assignments.columns import ColumnRole, Columns, columns_of
from parix.official_documents.assignments.drafts import Draft, terms_of
from parix.official_documents.assignments.due_dates import Calendar
from parix.official_documents.assignments.fields import field_named
from parix.official_documents.assignments.records import Due
from parix.official_documents.cited_documents.citing import citations_in
from parix.official_documents.document_bodies.markers import marker_of
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_bodies.tables import Row, Table
from parix.official_documents.document_heads.records import Found
from parix.official_documents.pages import DITTO
from parix.official_documents.unit_names.unit_lists import units_in

_MERGED = "ô gộp với dòng trên"
_SAYS_NOTHING = re.compile(r"[\W_]*|\d+")
_TOTAL = re.compile(r"(?:tong cong|tong so|cong|tong)\s*:?\s*$")
_AS_PLANNED = re.compile(r"[-–—./\s*…]*")


def assignments_of_table(table: Table, calendar: Calendar, section: str, field: str) -> Iterator[Draft]:
    """Nothing for a table whose head names no tasks with leads or terms."""
    columns = columns_of(table.rows)
    if columns is None:
        return
    before: dict[ColumnRole, Passage] = {}
    heading, heading_field = section, field
    rows = table.rows[columns.head_rows :]
    for place, row in enumerate(rows):
        text = _cell(row, columns, "text")
        if text is None or _SAYS_NOTHING.fullmatch(text.flat) or _TOTAL.match(text.flat) or _is_head_again(row, columns, table):
            if text is None and _is_heading(row, columns):
                heading, heading_field = _section(row.whole), field_named(row.whole.flat) or field
            continue
        if _is_heading(row, columns) or _has_parts(rows, place, columns):
            heading, heading_field = _section(row.whole), field_named(row.whole.flat) or field_named(heading.lower()) or field
            before = {}
            continue
        yield _draft(row, columns, calendar, before, text, heading, heading_field)


def _cell(row: Row, columns: Columns, *roles: ColumnRole) -> Passage | None:
    cells = [cell for cell in (row.cell(place) for place in columns.of(*roles)) if cell is not None and cell.text != DITTO]
    return cells[0] if cells else None


def _is_head_again(row: Row, columns: Columns, table: Table) -> bool:
    """The head's row repeated on a further page."""
    head = [cell.flat for cell in table.rows[columns.head_rows - 1].cells]
    return [cell.flat for cell in row.cells] == head


def _is_heading(row: Row, columns: Columns) -> bool:
    """Nothing but a number and words: nobody, no term, no product."""
    others = [row.cell(place) for place in columns.of("lead", "support", "due", "product", "follow")]
    return all(cell is None or cell.text == "" for cell in others)


def _has_parts(rows: Sequence[Row], place: int, columns: Columns) -> bool:
    """Row 1 above rows 1.1 and 1.2, which say by whom and when, while it says neither."""
    number = _cell(rows[place], columns, "number")
    following = _cell(rows[place + 1], columns, "number") if place + 1 < len(rows) else None
    if number is None or following is None:
        return False
    own = number.text.strip(" .)")
    is_above = following.text.strip().startswith(f"{own}.") and re.match(rf"{re.escape(own)}\.\d", following.text.strip()) is not None
    return is_above and _cell(rows[place], columns, "lead") is None and _cell(rows[place], columns, "due") is None


def _section(words: Passage) -> str:
    return " ".join(words.text.split()).strip(" :")


def _draft(
    row: Row, columns: Columns, calendar: Calendar, before: dict[ColumnRole, Passage], text: Passage, section: str, field: str,
) -> Draft:
    marker = marker_of(text.text)
    task = text.part(marker.length) if marker and not marker.style.startswith("capital") else text
    own_field = _cell(row, columns, "field") or before.get("field")
    if own_field is not None:
        before["field"] = own_field
    draft = Draft(
        task, section or (_section(own_field) if own_field else ""), field or (field_named(own_field.flat) if own_field else "") or field_named(task.flat),
    )
    _fill(draft, row, columns, calendar, before)
    return draft


def _fill(draft: Draft, row: Row, columns: Columns, calendar: Calendar, before: dict[ColumnRole, Passage]) -> None:
    lead = _carried(row, columns, "lead", before, draft)
    if lead is not None:
        listed = units_in(lead)
        draft.lead = listed.units
        draft.reasons += ["trách nhiệm có ngoại lệ trong ngoặc"] if listed.has_exception else []
    support = _carried(row, columns, "support", before, draft)
    if support is not None:
        draft.support = units_in(support).units
    follow = _carried(row, columns, "follow", before, draft)
    if follow is not None:
        draft.follow_up = units_in(follow).units
        if not columns.of("lead"):
            draft.lead, draft.follow_up = draft.follow_up, ()
    due = _carried(row, columns, "due", before, draft)
    if due is not None:
        draft.due, draft.recurrence, _several = terms_of(due, calendar, (), in_cell=True)
        if draft.due is None and draft.recurrence is None and not _AS_PLANNED.fullmatch(due.text):
            draft.due = Found(Due("event", counted_from=due.text), due.text, due.span())
    else:
        taken = [(place.start, place.end) for place in citations_in(draft.passage)]
        draft.due, draft.recurrence, _several = terms_of(draft.passage, calendar, taken)
    product = _cell(row, columns, "product")
    if product is not None:
        draft.product = Found(product.text, product.text, product.span())


def _carried(row: Row, columns: Columns, role: ColumnRole, before: dict[ColumnRole, Passage], draft: Draft) -> Passage | None:
    """The cell, or the one above that it is merged with. An empty lead without the sign of merging is no lead."""
    cells = [row.cells[place] for place in columns.of(role) if place < len(row.cells)]
    cell = next((one for one in cells if one.text), None)
    if cell is not None and cell.text != DITTO:
        before[role] = cell
        return cell
    if cell is not None and role in before:
        return before[role]
    return None
