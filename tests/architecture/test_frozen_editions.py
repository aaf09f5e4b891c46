"""A published edition never changes again: its fingerprint is committed, and a mistake is mended by a new edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from parix.criteria.freezing import fingerprint_of, frozen_problems, read_frozen
from parix.criteria.intake import edition_files, take_in
from parix.criteria.library import FROZEN, SHIPPED, edition_folders
from parix.foundation.problems import Place


def broken_seals(folders: Sequence[Path], frozen: Mapping[str, str]) -> list[str]:
    """What the freezing check says of every edition, and listed editions that are gone."""
    found = []
    for folder in folders:
        name = f"{folder.parent.name}/{folder.name}"
        taken = take_in(folder)
        status = taken.edition.settings.status if taken.edition else ""
        problems = frozen_problems(name, fingerprint_of(edition_files(folder)), status, frozen, Place(str(folder)))
        found += [f"{name}: {one.code}" for one in problems]
    there = {f"{folder.parent.name}/{folder.name}" for folder in folders}
    return found + [f"{name}: listed in frozen.txt but gone" for name in sorted(frozen.keys() - there)]


def test_frozen_editions_are_unchanged() -> None:
    assert broken_seals(edition_folders(SHIPPED), read_frozen(FROZEN)) == []


def test_a_changed_edition_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "any_set" / "first"
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text("set: any_set\n", encoding="utf-8")
    (folder / "1_field.yaml").write_text("key: field\n", encoding="utf-8")
    frozen = {"any_set/first": fingerprint_of(edition_files(folder))}
    assert broken_seals([folder], frozen) == []
    (folder / "1_field.yaml").write_text("key: field \n", encoding="utf-8")
    assert broken_seals([folder], frozen) == ["any_set/first: edition.frozen_changed"]


def test_a_vanished_edition_is_found() -> None:
    assert broken_seals([], {"any_set/first": "0" * 64}) == ["any_set/first: listed in frozen.txt but gone"]
