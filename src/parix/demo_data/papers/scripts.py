"""Reads what the papers of a made-up department say, by kind of paper: definitions/demonstration_papers.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Union

from pydantic import BeforeValidator, TypeAdapter
from pydantic.dataclasses import dataclass as shape

import parix
from parix.foundation.located_yaml import read_yaml_file
from parix.foundation.problems import refuse_errors
from parix.foundation.shapes import STRICT, Count, Truth, keys_of, typed

SCRIPTS = Path(parix.__file__).parent / "definitions" / "demonstration_papers.yaml"


def _month_and_day(value: object) -> tuple[int, int]:
    month, _dash, day = str(value).partition("-")
    if not (month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        raise ValueError(f"«{value}» phải là tháng-ngày, ví dụ 01-31")
    return int(month), int(day)


Day = Annotated[tuple[int, int], BeforeValidator(_month_and_day)]
Span = tuple[Day, Day]


@shape(frozen=True, config=STRICT)
class Titled:
    heading: str
    centred: Truth = False


@shape(frozen=True, config=STRICT)
class Annexed:
    """What follows stands behind the signature."""

    annex: str


@shape(frozen=True, config=STRICT)
class Tabled:
    """The name of a table that parix.demo_data.papers.tables fills."""

    table: str


@shape(frozen=True, config=STRICT)
class Beyond:
    """The paper is the `place`-th of those that the share counts; beyond its numerator it came late."""

    code: str
    place: Count


Passage = Union[str, Titled, Tabled, Annexed]


@shape(frozen=True, config=STRICT)
class Script:
    """One kind of paper; the file explains each key."""

    key: str
    kind: str
    abstract: str
    on: Span
    proves: tuple[str, ...]
    unit: str
    signed: Literal["head", "deputy", "office_head", "inspector", "none"]
    every: Truth
    file: Literal["pdf", "docx", "scan", "workbook", "none"]
    issuer: Literal["department", "province"] = "department"
    late: Span | None = None
    late_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    late_beyond: Beyond | None = None
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    times: str = ""
    most: Count = 1
    link: str = ""
    title: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    body: tuple[Passage, ...] = ()


@shape(frozen=True, config=STRICT)
class Scripts:
    papers: tuple[Script, ...]
    initiatives: tuple[str, ...]
    tasks: tuple[str, ...]


_ADAPTER = TypeAdapter(Scripts)
_KEYS = keys_of(Scripts, Script, Titled, Tabled, Annexed, Beyond)


@cache
def scripts() -> Scripts:
    """Raises ProblemsFound with file and line."""
    node, problems = read_yaml_file(SCRIPTS)
    refuse_errors(problems)
    assert node is not None
    found = typed(_ADAPTER, node, _KEYS)
    refuse_errors(found.problems)
    assert found.value is not None
    return found.value
