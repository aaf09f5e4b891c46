"""The meaning of each dossier indicator in plain Python, row by row: written from the decision's text, not from the formulas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Row = Mapping[str, Any]
TAKEN_IN = {2, 4, 5, 6, 8, 9, 10}

PLAIN: dict[str, Any] = {
    "agency": 1, "unit": 1, "field": 1, "procedure": 1, "channel": 1, "state": 10, "received_on": date(2026, 1, 5), "due_on": date(2026, 1, 12),
    "finished_on": date(2026, 1, 9), "waited_days": 0, "supplements": 0, "fee": 0, "is_synced": False, "has_digitised_paper": False,
    "reuses_data": False, "has_electronic_result": False, "uses_personal_store": False, "uses_population_data": False, "is_disliked": False,
    "has_feedback": False,
}


def dossier(**changed: Any) -> dict[str, Any]:
    assert changed.keys() <= PLAIN.keys()
    return {**PLAIN, **changed}


def taken_in(row: Row) -> bool:
    return row["state"] in TAKEN_IN


def late(row: Row, as_of: date) -> bool:
    if row["supplements"] > 1:
        return True
    done = row["finished_on"] is not None and row["finished_on"] <= as_of
    return bool((row["finished_on"] if done else as_of) > row["due_on"])


@dataclass(frozen=True)
class Meaning:
    """`amount` of a row that counts: 1 or 0 for a share, days for a mean."""

    counts: Callable[[Row, date], bool]
    amount: Callable[[Row, date], int]
    day: str = "received_on"


def _of_those_taken_in(flag: str) -> Meaning:
    return Meaning(lambda row, on: taken_in(row), lambda row, on: int(row[flag]))


def _settled(row: Row, on: date) -> bool:
    return taken_in(row) and row["finished_on"] is not None and row["finished_on"] <= on


MEANINGS: dict[str, Meaning] = {
    "dossiers_synced": _of_those_taken_in("is_synced"),
    "dossiers_on_schedule": Meaning(lambda row, on: taken_in(row) and row["due_on"] is not None, lambda row, on: int(not late(row, on))),
    "days_to_settle": Meaning(_settled, lambda row, on: (row["finished_on"] - row["received_on"]).days - row["waited_days"], "finished_on"),
    "dossiers_online": Meaning(lambda row, on: taken_in(row), lambda row, on: int(row["channel"] == 2 and row["has_electronic_result"])),
    "payments_online": Meaning(lambda row, on: taken_in(row) and row["fee"] != 0, lambda row, on: int(row["fee"] == 2)),
    "results_electronic": Meaning(_settled, lambda row, on: int(row["has_electronic_result"]), "finished_on"),
    "dossiers_digitised": _of_those_taken_in("has_digitised_paper"),
    "data_reused": _of_those_taken_in("reuses_data"),
    "personal_store_connected": _of_those_taken_in("uses_personal_store"),
    "population_data_used": _of_those_taken_in("uses_population_data"),
    "dossiers_satisfied": Meaning(
        lambda row, on: taken_in(row) and row["due_on"] is not None,
        lambda row, on: int(not (row["is_disliked"] or row["has_feedback"] or late(row, on))),
    ),
}


@dataclass
class Counts:
    of: int = 0
    reached: int = 0


@dataclass
class Tallied:
    """By agency and first day of the period, by indicator."""

    counts: dict[tuple[int, date], dict[str, Counts]] = field(default_factory=lambda: defaultdict(lambda: {key: Counts() for key in MEANINGS}))


def quarter_start(day: date) -> date:
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def tallied(rows: Iterable[Row], as_of: date, start: Callable[[date], date] = quarter_start) -> dict[tuple[int, date], dict[str, tuple[int, int]]]:
    made = Tallied()
    for row in rows:
        for key, meaning in MEANINGS.items():
            day = row[meaning.day]
            if day is None or day > as_of:
                continue
            counts = made.counts[row["agency"], start(day)][key]
            if meaning.counts(row, as_of):
                counts.of += 1
                counts.reached += meaning.amount(row, as_of)
    return {place: {key: (one.of, one.reached) for key, one in counts.items()} for place, counts in made.counts.items()}
