"""Code lists of agencies: the shipped ones say what happened, broken ones are refused with every reason."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from parix.foundation.agency_lists import SHIPPED, AgencyList, is_sound, read_agency_list

HEAD = "list: x\ntitle: {vi: X, en: X}\nkind: province\nsources:\n  act: {title: Nghị quyết}\nagencies:\n"


def shipped(name: str) -> AgencyList:
    listed, problems = read_agency_list(SHIPPED / f"{name}.yaml")
    assert problems == []
    assert listed is not None
    return listed


def test_sixty_three_provinces_became_thirty_four() -> None:
    provinces = shipped("provinces")
    assert len(provinces.in_force(date(2025, 6, 30))) == 63
    assert len(provinces.in_force(date(2025, 7, 1))) == 34
    mergers = [one for one in provinces.successions if one.kind == "merger"]
    assert len(mergers) == 23
    assert {one.on for one in mergers} == {date(2025, 7, 1)}
    # every province of before is in exactly one merger or goes on unchanged
    merged = Counter(code for one in mergers for code in one.predecessors)
    assert set(merged.values()) == {1}
    assert len(merged) == 63 - 11
    assert {one.code for one in provinces.agencies} - set(merged) == {one.code for one in provinces.in_force(date(2025, 7, 1))} - {
        code for one in mergers for code in one.successors
    }


def test_every_code_says_whether_it_was_seen() -> None:
    evidence = {one.code: one.code_evidence for one in shipped("provinces").agencies}
    now = {one.code for one in shipped("provinces").in_force(date(2025, 7, 1))}
    assert {evidence[code] for code in now} == {"seen"}
    assert Counter(evidence.values()) == {"seen": 37, "unverified": 26}


def test_ministries_of_the_reorganised_government() -> None:
    ministries = shipped("ministries")
    assert [len(ministries.in_force(date(2025, month, 1))) for month in (2, 3)] == [22, 17]


BROKEN = {
    "a code twice": ("  - {code: A, name: A}\n  - {code: A, name: B}\n", ["agencies.double_code"]),
    "an unknown key": ("  - {code: A, name: A, colour: red}\n", ["shape.unknown_key"]),
    "a day that is none": ("  - {code: A, name: A, until: 2025-02-30}\n", ["shape.bad_value"]),
    "a merger of a stranger": (
        "  - {code: A, name: A}\nsuccessions:\n  - {kind: merger, on: 2025-07-01, predecessors: [A, B], successors: [A]}\n", ["agencies.unknown_code"],
    ),
    "a merger of one": (
        "  - {code: A, name: A}\nsuccessions:\n  - {kind: merger, on: 2025-07-01, predecessors: [A], successors: [A]}\n",
        ["agencies.unsound_succession"],
    ),
    "an agency that ends on another day": (
        "  - {code: A, name: A}\n  - {code: B, name: B, until: 2025-06-29}\nsuccessions:\n  - {kind: merger, on: 2025-07-01, predecessors: [A, B], successors: [A]}\n",
        ["agencies.unsound_dates"],
    ),
    "an unknown source and a wrong kind": (
        "  - {code: A, name: A}\nsuccessions:\n  - {kind: rename, on: 2025-07-01, predecessors: [A], successors: [A], source: acts}\n",
        ["agencies.unknown_source"],
    ),
    "names not in order": (
        "  - {code: A, name: A, before: [{until: 2025-01-01, name: B, type: ''}, {until: 2024-01-01, name: C, type: ''}]}\n", ["agencies.unsound_dates"],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_list_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    body, codes = BROKEN[name]
    path = tmp_path / "list.yaml"
    path.write_text(HEAD + body, encoding="utf-8")
    listed, problems = read_agency_list(path)
    assert listed is None
    assert [problem.code for problem in problems] == codes
    assert all(problem.place.line > 0 for problem in problems)


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    listed, problems = read_agency_list(tmp_path / "none.yaml")
    assert (listed, [problem.code for problem in problems]) == (None, ["yaml.unreadable"])


@pytest.mark.parametrize(("kind", "before", "after", "sound"), [
    ("merger", ("A", "B"), ("A",), True), ("merger", ("A", "B"), ("C",), True), ("merger", ("A",), ("B",), False), ("merger", ("A", "B"), ("A", "B"), False),
    ("merger", ("A", "A"), ("B",), False), ("split", ("A",), ("A", "B"), True), ("split", ("A",), ("B",), False), ("split", ("A", "B"), ("C", "D"), False),
    ("rename", ("A",), ("A",), True), ("rename", ("A",), ("B",), False),
])  # fmt: skip
def test_which_changes_are_sound(kind: str, before: tuple[str, ...], after: tuple[str, ...], sound: bool) -> None:
    assert is_sound(kind, before, after) is sound
