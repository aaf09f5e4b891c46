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


def edition_folders(root: Path = SHIPPED) -> list[Path]:
    """Every edition below the root, by set and date."""
    return sorted(path.parent for path in root.glob("*/*/edition.yaml"))


def find_edition(name: str, on: date | None = None, root: Path = SHIPPED) -> Intake:
    """Take in the edition named by a folder, `set/date`, or a set's key (then the one in force `on` the day)."""
    folder = Path(name)
    if (folder / "edition.yaml").exists():
        return take_in(folder)
    set_key, _, day = name.partition("/")
    days = sorted(path.name for path in (root / set_key).glob("*") if (path / "edition.yaml").exists()) if set_key else []
    if day in days:
        return take_in(root / set_key / day)
    if not days or day:
        known = [f"{path.parent.name}/{path.name}" for path in edition_folders(root)]
        return Intake(
            None, (
                Problem("edition.unknown", f"không có phiên bản «{name}»", did_you_mean(name, [*known, *{k.split('/')[0] for k in known}]), Place(str(root))),
            )
        )
    fitting = [one for one in days if on is None or one <= on.isoformat()]
    return take_in(root / set_key / (fitting[-1] if fitting else days[0]))
