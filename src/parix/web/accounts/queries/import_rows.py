"""Rows of a workbook as they wait in the database between reading and applying, and back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from parix.exchange_formats.people_table import PeopleTable, PersonRow, UnitRow
from parix.foundation.problems import Place, Problem

_DAYS = ("valid_from", "valid_until")
_LISTS = ("fields", "duties")


def stored(table: PeopleTable) -> dict[str, Any]:
    return {
        "people": [_plain(asdict(row)) for row in table.people],
        "units": [_plain(asdict(row)) for row in table.units],
        "columns": {sheet: dict(heads) for sheet, heads in table.columns.items()},
        "problems": [problem.to_json() for problem in table.problems],
    }


def restored(rows: dict[str, Any]) -> PeopleTable:
    return PeopleTable(
        tuple(PersonRow(**_typed(row)) for row in rows["people"]),
        tuple(UnitRow(**_typed(row)) for row in rows["units"]),
        rows["columns"],
        tuple(
            Problem(one["code"], one["message"], one["remedy"], Place(one["file"], one["line"], one["column"], one["path"]), one["severity"])
            for one in rows["problems"]
        ),
    )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value for name, value in row.items()}


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if name in _DAYS and value else tuple(value) if name in _LISTS else value for name, value in row.items()
    }
