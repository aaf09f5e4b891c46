"""Typed columns of an export to columns of dossiers: the version of the day, the unit by its name, the due time where none is told.

Whole columns at once. Due days are counted by the calendar's array form, by the rules of the day of receipt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, tzinfo
from hashlib import blake2b
from typing import Any, Protocol

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from parix.dossiers.clock_rules import Way
from parix.exchange_formats.dossiers.columns import COLUMNS
from parix.exchange_formats.dossiers.findings import Findings
from parix.exchange_formats.dossiers.readings import Batch
from parix.exchange_formats.dossiers.whole_file import contents
from parix.foundation.folding import folded
from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.foundation.working_calendar.due_dates import Term, due_at
from parix.foundation.working_calendar.due_dates_array import ManyDueDays
from parix.web.onestop.intake.rules.step_times import OfficeClock, steps_of

_NAT = np.datetime64("NaT", "s")
_DAY = np.timedelta64(1, "D")
_MOMENTS = ("submitted_at", "received_at", "due_at", "finished_at", "returned_at")
_TRUTHS = tuple(one.name for one in COLUMNS if one.kind == "truth")


class OnlineLike(Protocol):
    """A degree of online service and the first day that it held."""

    @property
    def valid_from(self) -> date | None: ...
    @property
    def level(self) -> str: ...


class VersionLike(Protocol):
    """What is needed of a version of a procedure."""

    @property
    def id(self) -> int: ...
    @property
    def field_id(self) -> int: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_until(self) -> date | None: ...
    @property
    def has_fee(self) -> bool | None: ...
    @property
    def online(self) -> Sequence[OnlineLike]: ...

    def term(self) -> Term | None: ...


@dataclass(frozen=True)
class Facts:
    """What this installation knows: versions by code, units by every folded name, the agency's calendar; the hour after which a receipt
    counts for the next day and what waiting for a supplement does, by day of receipt; the office's zone; the key of prints."""

    versions: Mapping[str, Sequence[VersionLike]]
    units: Mapping[str, int]
    calendar: WorkingCalendar
    next_day_after: Callable[[date], time | None]
    waiting: Callable[[date], Way]
    level_of: Callable[[str], int]
    zone: tzinfo
    key: bytes


@dataclass(frozen=True, slots=True)
class Resolved:
    """`columns` by name of the dossier's field, each as long as `keys`: plain values, moments as UTC datetime64[s], marks that may
    be absent."""

    keys: Any
    columns: Mapping[str, Any]
    findings: Findings


def judge(batch: Batch, facts: Facts) -> Findings:
    """What only this installation can find wrong, as `resolve` finds it, without the columns."""
    findings = Findings()
    _versions(batch.columns["procedure_code"], batch.columns["received_at"].astype("datetime64[D]"), facts, batch.keys, findings)
    return findings


def resolve(batch: Batch, facts: Facts) -> Resolved:
    given, findings = batch.columns, Findings()
    days = given["received_at"].astype("datetime64[D]")
    found = _versions(given["procedure_code"], days, facts, batch.keys, findings)
    unit = _units(given["unit_name"], facts)
    due = _due(given["due_at"], batch.moments["due_at"].has_hour, given["received_at"], found.terms, facts)
    clock = OfficeClock(facts.calendar, facts.next_day_after, facts.waiting, lambda days: _seconds(days, facts, _closing))
    steps = steps_of(batch, due, found.terms, clock)
    due = steps.due
    fee = np.where(given["fee"] >= 0, given["fee"], np.where(found.has_fee, 1, 0))
    moments = {name: _utc(due if name == "due_at" else given[name], facts.zone) for name in _MOMENTS}
    columns: dict[str, Any] = {
        "code": given["code"], "procedure_id": found.version, "field_id": found.field, "unit_id": unit, "online_level": found.online,
        "channel": np.maximum(given["channel"], 1), "state": given["state"],
        "applicant_kind": np.maximum(given["applicant_kind"], 1), "abstract": given["abstract"], "fee": fee, "fee_amount": given["fee_amount"],
        "supplements": np.maximum(np.clip(given["supplements"], 0, 32_767), steps.supplements), **moments,
        **{name: pa.array(given[name] == 1, mask=given[name] < 0) for name in _TRUTHS},
        "names": given["applicant_name"], "numbers": given["applicant_id"], "addresses": given["address"], "phones": given["phone"], "emails": given["email"],
        "row_hash": _hashes(batch, facts.key, found, unit, due), **steps.counts, **{name: _utc(values, facts.zone) for name, values in steps.moments.items()},
    }  # fmt: skip
    return Resolved(batch.keys, columns, findings)


def kept(resolved: Resolved, kept_out: Any) -> Mapping[str, Any]:
    """The columns without the rows that are not to be applied."""
    stays = ~np.isin(resolved.keys, kept_out)
    if stays.all():
        return resolved.columns
    mask = pa.array(stays)
    return {name: values.filter(mask) if isinstance(values, pa.Array) else values[stays] for name, values in resolved.columns.items()}


@dataclass(frozen=True, slots=True)
class _Found:
    """All (n,): version and field (0 where there is none), degree of online service, whether a fee is known of; rows by their term."""

    version: Any
    field: Any
    online: Any
    has_fee: Any
    terms: list[tuple[Any, Term]]


def _versions(codes: Any, days: Any, facts: Facts, keys: Any, findings: Findings) -> _Found:
    version, field, has_fee = np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64), np.zeros(len(keys), bool)
    online = np.full(len(keys), facts.level_of(""), np.int64)
    terms: list[tuple[Any, Term]] = []
    encoded = codes.dictionary_encode()
    at = encoded.indices.to_numpy(zero_copy_only=False)
    order = np.argsort(at, kind="stable")
    edges = np.searchsorted(at[order], np.arange(len(encoded.dictionary) + 1))
    for number, code in enumerate(encoded.dictionary.to_pylist()):
        rows = order[edges[number] : edges[number + 1]]
        known = facts.versions.get(code)
        if known is None:
            continue
        for one in known:
            fits = rows[_in_force(days[rows], one) & (version[rows] == 0)]
            if not fits.size:
                continue
            version[fits], field[fits], has_fee[fits] = one.id, one.field_id, one.has_fee is True
            for degree in one.online:
                holds = fits if degree.valid_from is None else fits[days[fits] >= np.datetime64(degree.valid_from, "D")]
                online[holds] = facts.level_of(degree.level)
            term = one.term()
            if term is not None:
                terms.append((fits, term))
        lost = rows[(version[rows] == 0) & ~np.isnat(days[rows])]
        findings.add("procedure.not_then", "procedure_code", keys[lost], [code] * lost.size)
    return _Found(version, field, online, has_fee, terms)


def _in_force(days: Any, one: VersionLike) -> Any:
    known = ~np.isnat(days)
    if one.valid_from is not None:
        known &= days >= np.datetime64(one.valid_from, "D")
    if one.valid_until is not None:
        known &= days <= np.datetime64(one.valid_until, "D")
    return known


def _units(names: Any, facts: Facts) -> Any:
    encoded = names.dictionary_encode()
    found = np.array([facts.units.get(folded(name), 0) for name in encoded.dictionary.to_pylist()] or [0], dtype=np.int64)
    return found[encoded.indices.to_numpy(zero_copy_only=False)] if len(names) else np.empty(0, np.int64)


def _due(told: Any, has_hour: Any, received: Any, terms: Sequence[tuple[Any, Term]], facts: Facts) -> Any:
    """On the office's clock: what the export says, at closing time where it names a day alone; else counted."""
    due = told.copy()
    days = told.astype("datetime64[D]")
    whole = ~np.isnat(told) & ~has_hour
    due[whole] = days[whole].astype("datetime64[s]") + _seconds(days[whole], facts, _closing)
    many = ManyDueDays(facts.calendar)
    for rows, term in terms:
        open_rows = rows[np.isnat(due[rows]) & _within(received[rows], term, facts.calendar)]
        if not open_rows.size:
            continue
        if term.unit == "working_hours":
            due[open_rows] = [_by_hours(moment, term, facts) for moment in received[open_rows]]
            continue
        start = received[open_rows].astype("datetime64[D]")
        late = received[open_rows] - start > _seconds(start, facts, _latest)
        count = np.full(open_rows.size, term.count, np.int64)
        ends = many.due_days(start, late, count, np.full(open_rows.size, term.unit == "working_days"))
        due[open_rows] = ends.astype("datetime64[s]") + _seconds(ends, facts, _closing)
    return due


def _within(received: Any, term: Term, calendar: WorkingCalendar) -> Any:
    """Leaves alone what the calendar cannot count: a term takes at most twice its days and some weeks of holidays."""
    spare = np.timedelta64(term.count * 2 + 40, "D")
    days = received.astype("datetime64[D]")
    return ~np.isnat(days) & (days >= np.datetime64(calendar.first, "D")) & (days + spare <= np.datetime64(calendar.last, "D"))


def _by_hours(moment: Any, term: Term, facts: Facts) -> Any:
    start = moment.astype("datetime64[s]").item()
    rule = Term(term.count, term.unit, facts.next_day_after(start.date()))
    return np.datetime64(due_at(facts.calendar, start, rule).replace(tzinfo=None), "s")


def _seconds(days: Any, facts: Facts, of: Callable[[date, Facts], int]) -> Any:
    """Something of each day's hours, in seconds; each distinct day is asked once."""
    distinct, at = np.unique(days, return_inverse=True)
    return np.array([of(day, facts) for day in distinct.astype("datetime64[D]").tolist()], dtype=np.int64)[at].astype("timedelta64[s]")


def _closing(day: date, facts: Facts) -> int:
    calendar = facts.calendar
    if calendar.first <= day <= calendar.last and calendar.is_worked(day):
        return _in_day(calendar.closing(day).time())
    return _in_day(calendar.hours.afternoon[1])


def _latest(day: date, facts: Facts) -> int:
    """After this a receipt is the next day's; on a day off it is anyway."""
    limit = facts.next_day_after(day)
    return min(_closing(day, facts), _in_day(limit)) if limit is not None else _closing(day, facts)


def _in_day(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _utc(values: Any, zone: tzinfo) -> Any:
    moments = pc.assume_timezone(pa.array(values.astype("datetime64[s]")), str(zone), ambiguous="earliest", nonexistent="earliest")
    return moments.cast(pa.int64()).fill_null(np.iinfo(np.int64).min).to_numpy(zero_copy_only=False).astype("datetime64[s]")


def _hashes(batch: Batch, key: bytes, found: _Found, unit: Any, due: Any) -> Any:
    """Of what the row says and what was made of it: the same again changes nothing. With a secret `key`, so that nobody finds a number
    by trying all."""
    made = np.column_stack([found.version, found.online, unit, due.astype(np.int64)]).astype("<i8").tobytes()
    hashes = [blake2b(said + made[at : at + 32], key=key, digest_size=16).digest() for at, said in zip(range(0, len(made), 32), contents(batch), strict=True)]
    return np.array(hashes or [b""], dtype=object)[: len(batch)]
