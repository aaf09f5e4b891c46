"""The fingerprint is what two shell commands print; a frozen edition that changes, or a published one not frozen, is found."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from parix.criteria.freezing import fingerprint_of, fingerprint_of_contents, frozen_problems, read_frozen
from parix.criteria.intake import edition_files, take_in
from parix.criteria.library import edition_folders
from parix.foundation.problems import Place, ProblemsFound
from tests.unit.criteria.written_editions import Draft

PLACE = Place("edition.yaml")
ONE, OTHER = "1" * 64, "2" * 64


def _by_shell(folder: Path) -> str:
    """`sha256sum` over what `sha256sum` prints for the files in legal order."""
    names = [path.name for path in edition_files(folder)]
    listed = subprocess.run(["sha256sum", "--", *names], cwd=folder, capture_output=True, check=True)
    total = subprocess.run(["sha256sum"], input=listed.stdout, capture_output=True, check=True)
    return total.stdout.decode().split()[0]


def test_anybody_can_compute_the_fingerprint_of_a_small_edition(tmp_path: Path) -> None:
    draft = Draft()
    draft.fields[2]["code"] = "10"
    folder = draft.write(tmp_path)
    taken = take_in(folder)
    assert taken.edition is not None
    assert taken.edition.fingerprint == _by_shell(folder)


@pytest.mark.parametrize("folder", edition_folders(), ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_anybody_can_compute_the_fingerprint_of_a_shipped_edition(folder: Path) -> None:
    assert fingerprint_of(edition_files(folder)) == _by_shell(folder)


def test_the_fingerprint_is_that_of_the_bytes_names_and_order(tmp_path: Path) -> None:
    folder = Draft().write(tmp_path)
    first = fingerprint_of(edition_files(folder))
    field = folder / "2_service.yaml"
    field.write_bytes(field.read_bytes() + b"\n")
    assert fingerprint_of(edition_files(folder)) != first
    field.write_bytes(field.read_bytes()[:-1])
    assert fingerprint_of(edition_files(folder)) == first
    field.rename(folder / "2_services.yaml")
    assert fingerprint_of(edition_files(folder)) != first


def test_cases_and_mapping_are_not_part_of_it(tmp_path: Path) -> None:
    folder = Draft().write(tmp_path)
    first = fingerprint_of(edition_files(folder))
    (folder / "cases" / "more.yaml").write_text("leaf_cases: []\n", encoding="utf-8")
    (folder / "mapping.yaml").write_text("from: 2021-01-01\n", encoding="utf-8")
    (folder / "CHANGES.md").write_text("first\n", encoding="utf-8")
    assert fingerprint_of(edition_files(folder)) == first


def test_contents_and_files_give_the_same(tmp_path: Path) -> None:
    folder = Draft().write(tmp_path)
    contents = {path.name: path.read_bytes() for path in edition_files(folder)}
    assert fingerprint_of_contents(contents) == fingerprint_of(edition_files(folder))
    assert fingerprint_of_contents(dict(reversed(contents.items()))) != fingerprint_of(edition_files(folder))


def test_the_list_of_frozen_editions(tmp_path: Path) -> None:
    path = tmp_path / "frozen.txt"
    assert read_frozen(path) == {}
    path.write_text(f"{ONE}  small/2022-01-01\n\n{OTHER}  small/2023-01-01\n", encoding="utf-8")
    assert read_frozen(path) == {"small/2022-01-01": ONE, "small/2023-01-01": OTHER}


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "=======", "small/2022-01-01", f"{ONE[1:]}  small/2022-01-01", f"{ONE}  a b", "\ufffd"])
def test_a_line_that_is_none_stops_the_reading(tmp_path: Path, line: str) -> None:
    path = tmp_path / "frozen.txt"
    path.write_text(f"{ONE}  small/2022-01-01\n{line}\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_frozen(path)
    assert [(one.code, one.place) for one in found.value.problems] == [("edition.frozen_line", Place(str(path), 2))]


@pytest.mark.parametrize(("status", "frozen", "codes"), [
    ("published", {"a/1": ONE}, []),
    ("published", {"a/1": OTHER}, ["edition.frozen_changed"]),
    ("published", {}, ["edition.not_frozen"]),
    ("published", {"b/1": ONE}, ["edition.not_frozen"]),
    ("draft", {}, []),
    ("reconstructed", {}, []),
    ("draft", {"a/1": OTHER}, ["edition.frozen_changed"]),
])
def test_frozen_changed_and_not_frozen(status: str, frozen: dict[str, str], codes: list[str]) -> None:
    problems = frozen_problems("a/1", ONE, status, frozen, PLACE)
    assert [(one.code, one.place, one.severity) for one in problems] == [(code, PLACE, "error") for code in codes]
