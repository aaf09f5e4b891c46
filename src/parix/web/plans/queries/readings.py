"""A reading as a person corrects it: the head and every item as the form wants them, and the text with the places marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from parix.foundation.folding import folded
from parix.foundation.problems import ProblemsFound
from parix.foundation.working_calendar.due_dates import Term, due_day
from parix.official_documents.pages import DITTO, LINE_IN_CELL, Page
from parix.web.organisations.queries import Unit
from parix.web.plans.choices import PlanKind, Recurrence
from parix.web.plans.rules import unit_meant
from parix.web.working_calendar.queries import working_calendar

MOST_ITEMS = 200
_KINDS = {"plan": PlanKind.PLAN, "programme": PlanKind.PLAN, "conclusion": PlanKind.CONCLUSION, "notice": PlanKind.CONCLUSION}
_COUNTED = ("days", "working_days")
_FROM_SIGNING = re.compile(r"\b(?:ky|ban hanh)\b(?! ket)")
_RECURRENCES = {one.value: one.value for one in Recurrence if one.value} | {"daily": "regular", "weekly": "regular"}


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One assignment as read. `doubts` say in words what a person should look at; `unmatched` are names that are no unit here."""

    number: int
    initial: Mapping[str, Any]
    span: Mapping[str, int] | None
    section: str
    due_words: str
    unmatched: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def page(self) -> int | None:
        return self.span["page"] if self.span else None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page: plain, or the place of an item."""

    text: str
    number: int | None = None
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class MarkedPage:
    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    units: tuple[Unit, ...]
    names: tuple[str, ...]


def head_initial(read: Mapping[str, Any], today: date, own_name: str = "") -> dict[str, Any]:
    """The head of the plan, as far as it was read; the year is that of the abstract, else of the day. Heads are printed in capitals: an
    issuer that is the agency itself is written as its name is."""
    day = _date(_value(read.get("date")))
    kind = _KINDS.get(str(_value(read.get("kind"))), PlanKind.DIRECTIVE)
    issuer = str(_value(read.get("issuer")))
    abstract = " ".join(str(_value(read.get("abstract"))).split())
    return {
        "kind": kind.value, "title": abstract[:500], "number": _value(read.get("number")), "symbol": _value(read.get("symbol")), "issued_on": day,
        "issuer": own_name if folded(own_name) == folded(issuer) else issuer, "year": _year(abstract, (day or today).year), "measured_as": "",
    }


def head_doubts(read: Mapping[str, Any]) -> list[str]:
    """Parts of the head that the reader is not sure of, with why."""
    found = [read.get(name) for name in ("kind", "number", "symbol", "date", "issuer", "abstract")]
    return [f"{one['text']}: {one['reason']}" for one in found if isinstance(one, dict) and not one.get("sure", True) and one.get("reason")]


def items_of(read: Mapping[str, Any], units: Sequence[Unit]) -> list[ReadItem]:
    signed = _date(_value(read.get("date")))
    return [_item(number, one, units, signed) for number, one in enumerate(read.get("assignments", ())[:MOST_ITEMS], 1)]


def _item(number: int, one: Mapping[str, Any], units: Sequence[Unit], signed: date | None) -> ReadItem:
    leads, support = _matched(one.get("lead", ()), units), _matched([*one.get("support", ()), *one.get("follow_up", ())], units)
    lead = leads.units[0] if leads.units else None
    supporting = [unit for unit in dict.fromkeys((*leads.units[1:], *support.units)) if unit != lead]
    due = one.get("due") or {}
    recurrence = _RECURRENCES.get(one.get("recurrence") or "", "")
    day = _date(due.get("date")) or _counted(due, signed)
    initial = {
        "text": one["text"], "lead": str(lead.pk) if lead else "", "lead_name": "" if lead else "; ".join(leads.names),
        "supporting": [str(unit.pk) for unit in supporting], "support_names": "; ".join((*(leads.names if lead else ()), *support.names)),
        "recurrence": recurrence, "due_on": None if recurrence == Recurrence.REGULAR else day, "due_day": due.get("day") if recurrence else None,
        "product": one.get("product") or "", "field": one.get("field") or "", "keep": True,
    }
    doubts = [*([one.get("reason") or "máy không chắc"] if not one.get("sure", True) else []), *_doubts(one, leads, due, day)]
    return ReadItem(number, initial, one.get("span"), one.get("section") or "", due.get("text") or "", (*leads.names, *support.names), tuple(doubts))


def _counted(due: Mapping[str, Any], signed: date | None) -> date | None:
    """The last day of a term counted from the signing, on the working calendar; None for another event, which only a person knows."""
    if due.get("kind") not in _COUNTED or not due.get("days") or signed is None or not _FROM_SIGNING.search(folded(due.get("counted_from") or "")):
        return None
    try:
        received = datetime.combine(signed, time.min)
        return due_day(working_calendar(signed), received, Term(due["days"], due["kind"], next_day_after=None))
    except ProblemsFound:  # beyond the calendar
        return None


def _doubts(one: Mapping[str, Any], leads: Matched, due: Mapping[str, Any], day: date | None) -> Iterable[str]:
    if len(leads.units) > 1:
        yield "văn bản ghi nhiều đơn vị chủ trì: đơn vị đầu là chủ trì, các đơn vị sau là phối hợp"
    if not leads.units and not leads.names:
        yield "không thấy đơn vị chủ trì"
    if due.get("kind") in _COUNTED and day is None:
        yield f"thời hạn tính theo ngày («{due.get('text')}»): ghi ngày cụ thể"
    elif due.get("kind") in _COUNTED:
        yield f"thời hạn «{due.get('text')}» được tính từ ngày ký theo lịch làm việc: kiểm tra"
    elif due and (day is None or not due.get("sure", True)) and not one.get("recurrence"):
        yield f"thời hạn «{due.get('text')}»: {due.get('reason') or 'chưa rõ ngày'}"
    if one.get("recurrence") in ("daily", "weekly"):
        yield "việc hằng ngày, hằng tuần được ghi là thường xuyên"


def _matched(names: Iterable[str], units: Sequence[Unit]) -> Matched:
    found = [(name, unit_meant(name, units)) for name in dict.fromkeys(names)]
    return Matched(tuple(dict.fromkeys(unit for _name, unit in found if unit)), tuple(name for name, unit in found if unit is None))


def marked_pages(pages: Sequence[Page], items: Sequence[ReadItem]) -> list[MarkedPage]:
    """Every page in pieces; of places that overlap the first counts, and the rest of the other."""
    return [MarkedPage(page.number, tuple(_pieces(page, [one for one in items if one.page == page.number]))) for page in pages]


def _pieces(page: Page, items: Sequence[ReadItem]) -> Iterable[Piece]:
    at = 0
    for one in sorted(items, key=lambda item: (item.span or {})["start"]):
        assert one.span is not None
        start, end = max(one.span["start"], at), min(one.span["end"], len(page.text))
        if end <= start:
            continue
        if start > at:
            yield Piece(_plain(page.text[at:start]))
        yield Piece(_plain(page.text[start:end]), one.number, not one.doubts)
        at = end
    if at < len(page.text):
        yield Piece(_plain(page.text[at:]))


def _plain(text: str) -> str:
    return text.replace(LINE_IN_CELL, " ").replace(DITTO, "").replace("\t", "    ")


def _value(found: object) -> Any:
    return found.get("value") or "" if isinstance(found, dict) else found or ""


def _date(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def _year(abstract: str, usual: int) -> int:
    words = abstract.lower().split("năm ")
    named = [part[:4] for part in words[1:] if part[:4].isdecimal()]
    return int(named[-1]) if named and abs(int(named[-1]) - usual) <= 1 else usual
