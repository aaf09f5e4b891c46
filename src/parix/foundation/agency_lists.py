"""Reads a code list of agencies: codes, names and types with their dates, mergers, splits and renamings with their legal act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass as shape

import parix
from parix.foundation.located_yaml import Node, read_yaml_file
from parix.foundation.nearest import did_you_mean
from parix.foundation.phrases import Text
from parix.foundation.problems import Problem
from parix.foundation.shapes import STRICT, Day, keys_of, typed

SHIPPED = Path(parix.__file__).parent / "definitions" / "code_lists"
SuccessionKind = Literal["merger", "split", "rename"]


@shape(frozen=True, config=STRICT)
class Source:
    title: str
    note: str = ""


@shape(frozen=True, config=STRICT)
class Title:
    vi: str
    en: str


@shape(frozen=True, config=STRICT)
class EarlierName:
    """Name and type that held up to and with the day `until`."""

    until: Day
    name: str
    type: str
    source: str = ""
    note: str = ""


@shape(frozen=True, config=STRICT)
class ListedAgency:
    """`since` and `until` are the first and the last day of the agency; name and type are those of today."""

    code: str
    name: str
    type: str = ""
    since: Day | None = None
    until: Day | None = None
    statistics_code: str = ""
    code_evidence: Literal["seen", "unverified"] = "unverified"
    before: tuple[EarlierName, ...] = ()


@shape(frozen=True, config=STRICT)
class Succession:
    """An agency that goes on under its code stands on both sides. `on` is the first day of what follows."""

    kind: SuccessionKind
    on: Day
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    source: str = ""


@shape(frozen=True, config=STRICT)
class _File:
    list: str
    title: Title
    kind: str
    sources: dict[str, Source]
    agencies: tuple[ListedAgency, ...]
    successions: tuple[Succession, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyList:
    key: str
    title: Text
    kind: str
    sources: dict[str, Source]
    agencies: tuple[ListedAgency, ...]
    successions: tuple[Succession, ...]

    def in_force(self, on: date) -> list[ListedAgency]:
        return [one for one in self.agencies if (one.since is None or one.since <= on) and (one.until is None or on <= one.until)]


_ADAPTER = TypeAdapter(_File)
_KEYS = keys_of(_File, Title, Source, ListedAgency, EarlierName, Succession)


def read_agency_list(path: Path) -> tuple[AgencyList | None, list[Problem]]:
    """The list, or None and every problem with its line. Never raises for what the file holds."""
    node, problems = read_yaml_file(path)
    if node is None:
        return None, problems
    read = typed(_ADAPTER, node, _KEYS)
    if read.value is None:
        return None, read.problems
    problems = [*_double_codes(read.value, node), *_unsound_successions(read.value, node), *_unsound_names(read.value, node)]
    if problems:
        return None, problems
    file = read.value
    title = Text(file.title.vi, file.title.en)
    return AgencyList(file.list, title, file.kind, file.sources, file.agencies, file.successions), []


def _double_codes(file: _File, node: Node) -> Iterator[Problem]:
    for code, times in Counter(one.code for one in file.agencies).items():
        if times > 1:
            yield Problem("agencies.double_code", f"mã «{code}» có {times} cơ quan", "giữ một cơ quan cho mỗi mã", node.find(("agencies",)).place)


def _unsound_successions(file: _File, node: Node) -> Iterator[Problem]:
    """Codes that are not listed, counts that the kind of change does not allow, and days that do not follow one another."""
    known = {one.code: one for one in file.agencies}
    for at, one in enumerate(file.successions):
        place = node.find(("successions", at)).place
        for code in (*one.predecessors, *one.successors):
            if code not in known:
                yield Problem("agencies.unknown_code", f"không có cơ quan mã «{code}»", did_you_mean(code, known), place)
        if not is_sound(one.kind, one.predecessors, one.successors):
            yield Problem("agencies.unsound_succession", f"«{one.kind}» không khớp số cơ quan trước và sau", SOUND[one.kind], place)
        if one.source and one.source not in file.sources:
            yield Problem("agencies.unknown_source", f"không có nguồn «{one.source}»", did_you_mean(one.source, file.sources), place)
        for code in set(one.predecessors) - set(one.successors):
            if code in known and known[code].until != one.on - timedelta(days=1):
                yield Problem("agencies.unsound_dates", f"cơ quan {code} phải kết thúc đúng hôm trước {one.on:%d/%m/%Y}", "sửa «until»", place)


def _unsound_names(file: _File, node: Node) -> Iterator[Problem]:
    for at, one in enumerate(file.agencies):
        days = [earlier.until for earlier in one.before]
        if days != sorted(set(days)):
            place = node.find(("agencies", at, "before")).place
            yield Problem("agencies.unsound_dates", f"tên cũ của {one.code} không theo thứ tự ngày", "xếp từ cũ đến mới, mỗi ngày một lần", place)


SOUND = {
    "merger": "sáp nhập: từ hai cơ quan trở lên thành một",
    "split": "chia tách: một cơ quan thành từ hai trở lên",
    "rename": "đổi tên: cùng một cơ quan ở hai phía",
}


def is_sound(kind: str, predecessors: tuple[str, ...], successors: tuple[str, ...]) -> bool:
    """Whether the numbers before and after fit the kind; nobody is named twice on one side."""
    before, after = set(predecessors), set(successors)
    if len(before) != len(predecessors) or len(after) != len(successors):
        return False
    if kind == "merger":
        return len(before) > 1 and len(after) == 1
    if kind == "split":
        return len(before) == 1 and len(after) > 1
    return len(before) == 1 and before == after
