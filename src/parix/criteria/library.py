"""Finds editions: by a folder, by `set/date`, or by a set's key and the day that must be in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import parix
from parix.criteria.intake import Intake, take_in
from parix.foundation.nearest import did_you_mean
from parix.foundation.problems import Place, Problem

SHIPPED = Path(parix.__file__).parent / "definitions" / "criteria_sets"
FROZEN = SHIPPED / "frozen.txt"


def edition_folders(*roots: Path) -> list[Path]:
    """Every edition below the roots (those shipped when none is given), by set and date; of two alike the earlier root's."""
    found: dict[tuple[str, str], Path] = {}
    for root in roots or (SHIPPED,):
        for path in root.glob("*/*/edition.yaml"):
            found.setdefault((path.parent.parent.name, path.parent.name), path.parent)
    return [found[name] for name in sorted(found)]


def find_edition(name: str, on: date | None = None, *roots: Path) -> Intake:
    """Take in the edition named by a folder, `set/date`, or a set's key (then the one in force `on` the day)."""
    folder = Path(name)
    if (folder / "edition.yaml").exists():
        return take_in(folder)
    set_key, _, day = name.partition("/")
    folders = edition_folders(*roots)
    days = {one.name: one for one in folders if one.parent.name == set_key}
    if day in days:
        return take_in(days[day])
    if not days or day:
        known = [f"{path.parent.name}/{path.name}" for path in folders]
        remedy = did_you_mean(name, [*known, *{k.split("/")[0] for k in known}])
        return Intake(None, (Problem("edition.unknown", f"không có phiên bản «{name}»", remedy, Place(", ".join(map(str, roots or (SHIPPED,))))),))
    fitting = [one for one in days if on is None or one <= on.isoformat()]
    return take_in(days[fitting[-1] if fitting else next(iter(days))])
