"""Editions are found by folder, by set and date, or by the set and the day that must be in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parix.criteria.library import SHIPPED, edition_folders, find_edition
from tests.unit.criteria.written_editions import Draft


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library of one set with three editions, and another with one."""
    for since in ("2020-01-01", "2022-01-01", "2023-07-01"):
        Draft().dated(since).write(tmp_path / "library")
    other = Draft()
    other.settings["set"] = "other"
    other.write(tmp_path / "library")
    return tmp_path / "library"


def _name(name: str, root: Path, on: date | None = None) -> str | None:
    taken = find_edition(name, on, root)
    return taken.edition.name if taken.edition else None


def test_folders_are_listed_by_set_and_date(root: Path) -> None:
    (root / "small" / "notes").mkdir()
    (root / "frozen.txt").touch()
    assert [path.relative_to(root).as_posix() for path in edition_folders(root)] == [
        "other/2022-01-01", "small/2020-01-01", "small/2022-01-01", "small/2023-07-01",
    ]


def test_by_folder_wherever_it_stands(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _name(str(root / "small" / "2020-01-01"), tmp_path) == "small/2020-01-01"
    monkeypatch.chdir(root)
    assert _name("small/2020-01-01", tmp_path) == "small/2020-01-01"


def test_by_set_and_date(root: Path) -> None:
    assert _name("small/2022-01-01", root) == "small/2022-01-01"


@pytest.mark.parametrize(("on", "found"), [
    (None, "small/2023-07-01"), (date(2030, 1, 1), "small/2023-07-01"), (date(2023, 7, 1), "small/2023-07-01"), (date(2023, 6, 30), "small/2022-01-01"),
    (date(2022, 1, 1), "small/2022-01-01"), (date(2021, 12, 31), "small/2020-01-01"), (date(1999, 1, 1), "small/2020-01-01"),
])
def test_by_set_the_one_in_force_on_the_day(root: Path, on: date | None, found: str) -> None:
    assert _name("small", root, on) == found


@pytest.mark.parametrize(("name", "remedy"), [
    ("smal", "có phải là «small»?"), ("small/2022-01-02", "có phải là «small/2022-01-01»?"), ("othr/2022-01-01", "có phải là «other/2022-01-01»?"),
    ("small/", None), ("/small", None), ("", None), (
        "zzz", "chọn một trong: other, other/2022-01-01, small, small/2020-01-01, small/2022-01-01, small/2023-07-01",
    ),
    ("../library/small/2022-01-02", None), ("*", None), ("small/*", None), ("small/2022-01-01/x", None), ("a\0b", None),
])
def test_an_unknown_name_is_a_problem_with_the_nearest(root: Path, name: str, remedy: str | None) -> None:
    if name == "small/":
        assert _name(name, root) == "small/2023-07-01"
        return
    taken = find_edition(name, None, root)
    assert taken.edition is None
    [problem] = taken.problems
    assert (problem.code, problem.message) == ("edition.unknown", f"không có phiên bản «{name}»")
    assert remedy is None or problem.remedy == remedy


def test_an_unsound_edition_is_found_with_its_problems(root: Path) -> None:
    draft = Draft().dated("2024-01-01")
    draft.settings["max_points"] = "11"
    draft.write(root)
    taken = find_edition("small", date(2024, 5, 5), root)
    assert taken.edition is None
    assert [one.code for one in taken.problems] == ["edition.sum"]


@pytest.mark.parametrize("folder", edition_folders(), ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_every_shipped_edition_is_sound_and_found_by_its_name(folder: Path) -> None:
    taken = find_edition(f"{folder.parent.name}/{folder.name}")
    assert taken.problems == ()
    assert taken.edition is not None
    assert Path(taken.edition.folder) == SHIPPED / folder.parent.name / folder.name


def test_a_folder_of_ones_own_adds_editions_and_comes_first(root: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    Draft().dated("2024-01-01").write(own)
    changed = Draft().dated("2022-01-01")
    changed.settings["decision"] = "của tỉnh"
    changed.write(own)
    assert [path.relative_to(tmp_path).as_posix() for path in edition_folders(own, root)] == [
        "library/other/2022-01-01", "library/small/2020-01-01", "own/small/2022-01-01", "library/small/2023-07-01", "own/small/2024-01-01",
    ]
    assert find_edition("small", None, own, root).edition == find_edition("small/2024-01-01", None, own).edition
    taken = find_edition("small/2022-01-01", None, own, root).edition
    assert taken is not None and taken.settings.decision == "của tỉnh"
