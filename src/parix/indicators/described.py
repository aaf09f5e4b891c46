"""Reads what indicators are called: name, what is counted of what, the code printed in the decision, and its worked examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass as shape

import parix
from parix.foundation.located_yaml import read_yaml_file
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.foundation.problems import Problem, ProblemsFound
from parix.foundation.shapes import STRICT, Count, Day, ReportingPeriod, keys_of, typed

SHIPPED = Path(parix.__file__).parent / "definitions" / "indicators"
FILES = ("dossiers", "procedures", "promulgations", "feedback", "ratings", "communes")

Unit = Literal["percent", "days", "points"]


@shape(frozen=True, config=STRICT)
class _Words:
    vi: str
    en: str

    def text(self) -> Text:
        return Text(self.vi, self.en)


@shape(frozen=True, config=STRICT)
class _Example:
    rows: tuple[dict[str, str], ...]
    of: Count
    reached: Count
    because: _Words
    full: Count | None = None
    unknown: Count = 0
    seen_from: Day | None = None


@shape(frozen=True, config=STRICT)
class _One:
    key: str
    text: _Words
    item: _Words
    of: _Words
    nothing_arose: _Words
    examples: tuple[_Example, ...]
    unknown: _Words | None = None
    printed_code: str = ""
    unit: Unit = "percent"
    reference: str = ""
    note: str = ""
    differs: _Words | None = None


@shape(frozen=True, config=STRICT)
class _File:
    table: str
    reference: str
    period: ReportingPeriod
    seen_from: Day
    row: dict[str, str]
    indicators: tuple[_One, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Rows small enough to count by hand: what each changes in the table's plain row, what was counted and reached of them, and what was left
    out as unknown."""

    rows: tuple[Mapping[str, str], ...]
    of: int
    reached: int
    full: int | None
    unknown: int
    seen_from: date
    because: Text


@dataclass(frozen=True, slots=True)
class Described:
    """`item` of `of` is the share in words: dossiers paid online, of dossiers with a fee. `differs` tells how it differs from the measure
    of a like name that another criteria set asks for, or from the indicator whose other reading it is. `unknown` names what is left out where
    a mark is not known: dossiers of which nobody said whether their result is electronic; None where nothing can be."""

    key: str
    table: str
    printed_code: str
    text: Text
    item: Text
    of: Text
    nothing_arose: Text
    unknown: Text | None
    unit: Unit
    reference: str
    note: str
    differs: Text | None
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class DescribedTable:
    """`row` is the plain row that examples change, `period` the one that they are counted in."""

    table: str
    period: Period
    row: Mapping[str, str]
    indicators: Mapping[str, Described]


@shape(frozen=True, config=STRICT)
class BoardSets:
    """The criteria sets that give points: to agencies by the quality of service, to units and communes by the nine indices."""

    quality: str
    grading: str


_ADAPTER = TypeAdapter(_File)
_KEYS = keys_of(_File, _One, _Words, _Example)


def read_described(path: Path) -> tuple[DescribedTable | None, list[Problem]]:
    """In the order of the file; every problem with its line. Never raises for what the file holds."""
    node, problems = read_yaml_file(path)
    if node is None:
        return None, problems
    read = typed(_ADAPTER, node, _KEYS)
    if read.value is None:
        return None, read.problems
    file = read.value
    described = {one.key: _described(one, file) for one in file.indicators}
    if len(described) < len(file.indicators):
        return None, [Problem("indicators.double_key", "có chỉ tiêu ghi hai lần", "giữ một lần", node.find(("indicators",)).place)]
    return DescribedTable(file.table, file.period, file.row, described), []


def board_sets() -> BoardSets:
    """Raises ProblemsFound."""
    node, problems = read_yaml_file(SHIPPED / "board.yaml")
    read = typed(TypeAdapter(BoardSets), node, keys_of(BoardSets)) if node else None
    if read is None or read.value is None:
        raise ProblemsFound(read.problems if read else problems)
    return read.value


def shipped_tables() -> tuple[DescribedTable, ...]:
    """Every table's indicators as shipped. Raises ProblemsFound."""
    tables, found = [], []
    for name in FILES:
        table, problems = read_described(SHIPPED / f"{name}.yaml")
        found += problems
        if table is not None:
            tables.append(table)
    if found:
        raise ProblemsFound(found)
    return tuple(tables)


def shipped() -> dict[str, Described]:
    """By key, all tables together."""
    return {key: one for table in shipped_tables() for key, one in table.indicators.items()}


def _described(one: _One, file: _File) -> Described:
    examples = tuple(
        Example(given.rows, given.of, given.reached, given.full, given.unknown, given.seen_from or file.seen_from, given.because.text())
        for given in one.examples
    )
    return Described(
        one.key, file.table, one.printed_code, one.text.text(), one.item.text(), one.of.text(), one.nothing_arose.text(),
        one.unknown.text() if one.unknown else None, one.unit, one.reference or file.reference, one.note,
        one.differs.text() if one.differs else None, examples,
    )


def typed_row(types: Mapping[str, Any], plain: Mapping[str, str], changed: Mapping[str, str]) -> dict[str, Any]:
    """A row as the engine stores it: the plain one with what an example changes; an empty word is nothing."""
    return {name: _value(column.type.lstrip("!"), changed.get(name, plain[name])) for name, column in types.items()}


def _value(kind: str, written: str) -> Any:
    if not written:
        return None
    if kind == "date":
        return date.fromisoformat(written)
    if kind == "boolean":
        return {"yes": True, "no": False}[written]
    return int(written)
