"""The shape of a bank of wordings, and terms drawn from it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from benchmarks.documents.truth import TrueDue

Term = tuple[str, TrueDue | None, str | None]
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Labels:
    lead: str
    support: str
    due: str
    block: str = ""


@dataclass(frozen=True)
class Bank:
    """Templates name {lead}, {support}, {task}, {due}; `Due` at a sentence's beginning is {Due}."""

    name: str
    tasks: tuple[str, ...]
    orders_alone: tuple[str, ...]
    orders_with: tuple[str, ...]
    day_terms: tuple[str, ...]
    month_terms: tuple[str, ...]
    quarter_terms: tuple[str, ...]
    year_terms: tuple[str, ...]
    counted_terms: tuple[tuple[str, bool], ...]
    recurring_terms: tuple[tuple[str, str, bool], ...]
    cell_terms: tuple[str, ...]
    lead_ins: tuple[str, ...]
    telling: tuple[str, ...]
    praise: tuple[str, ...]
    closings: tuple[str, ...]
    purposes: tuple[str, ...]
    fields: tuple[str, ...]
    table_heads: tuple[tuple[str, ...], ...]
    labels: tuple[Labels, ...]
    results: tuple[str, ...]
    recitals: tuple[str, ...]
    subjects: tuple[str, ...]
    urging: tuple[str, ...]
    requests: tuple[str, ...]


def last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def drawn_term(bank: Bank, draw: Random, year: int, signed: date) -> Term:
    """One of all kinds; sometimes none."""
    makers: tuple[Callable[[], Term], ...] = (
        lambda: _day(bank, draw, year, signed), lambda: _day(bank, draw, year, signed), lambda: _month(bank, draw, year, signed),
        lambda: _quarter(bank, draw, year, signed), lambda: _year(bank, draw, year), lambda: _counted(bank, draw), lambda: _recurring(bank, draw),
        lambda: ("", None, None), lambda: ("", None, None),
    )
    return draw.choice(makers)()


def _later_month(draw: Random, year: int, signed: date) -> int:
    first = signed.month + 1 if signed.year == year else 1
    return draw.randint(min(first, 12), 12)


def _day(bank: Bank, draw: Random, year: int, signed: date) -> Term:
    month = _later_month(draw, year, signed)
    day = date(year, month, draw.choice((5, 10, 15, 20, 25, 28)))
    form = draw.choice(bank.day_terms)
    return form.format(d=f"{day.day:02d}", m=f"{month:02d}" if month < 3 else str(month), y=year), TrueDue(day), None


def _month(bank: Bank, draw: Random, year: int, signed: date) -> Term:
    month = _later_month(draw, year, signed)
    return draw.choice(bank.month_terms).format(m=month, mm=f"{month:02d}", y=year), TrueDue(last_day(year, month)), None


def _quarter(bank: Bank, draw: Random, year: int, signed: date) -> Term:
    quarter = (_later_month(draw, year, signed) + 2) // 3
    return draw.choice(bank.quarter_terms).format(q=ROMAN[quarter - 1], y=year), TrueDue(last_day(year, quarter * 3)), None


def _year(bank: Bank, draw: Random, year: int) -> Term:
    return draw.choice(bank.year_terms).format(y=year), TrueDue(date(year, 12, 31)), None


def _counted(bank: Bank, draw: Random) -> Term:
    form, working = draw.choice(bank.counted_terms)
    days = draw.choice((3, 5, 7, 10, 15))
    return form.format(n=f"{days:02d}"), TrueDue(days=days, working=working), None


def _recurring(bank: Bank, draw: Random) -> Term:
    form, code, has_day = draw.choice(bank.recurring_terms)
    day = draw.choice((5, 10, 15, 20, 25))
    return form.format(d=f"{day:02d}" if day < 10 else str(day)), TrueDue(day=day) if has_day else None, code


def drawn_cell_term(bank: Bank, draw: Random, year: int) -> Term:
    """As a table's cell has it."""
    form = draw.choice(bank.cell_terms)
    month, quarter = draw.randint(1, 12), draw.randint(1, 4)
    day = date(year, month, draw.choice((10, 15, 20, 25)))
    text = form.format(d=f"{day.day:02d}", m=month, mm=f"{month:02d}", q=ROMAN[quarter - 1], y=year)
    if "{d}" in form:
        return text, TrueDue(day), None
    if "{m}" in form or "{mm}" in form:
        return text, TrueDue(last_day(year, month)), None
    if "{q}" in form:
        return text, TrueDue(last_day(year, quarter * 3)), None
    if "{y}" in form:
        return text, TrueDue(date(year, 12, 31)), None
    codes = {"tháng": "monthly", "quý": "quarterly", "thường": "regular", "6 tháng": "half_yearly", "tuần": "weekly", "hằng năm": "yearly", "liên tục": "regular"}
    lowered = text.lower()
    code = next((codes[key] for key in ("6 tháng", "quý", "tháng", "tuần", "hằng năm", "thường", "liên tục") if key in lowered), None)
    return text, None, code
