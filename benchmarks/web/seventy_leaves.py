"""A criteria set of seventy leaves, as large as provinces use: the shipped department set with nearly every leaf a second time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from parix.criteria import library

SET = "department_reconstructed"
BENCH_SET = "bench_seventy"
_ONCE = ("satisfaction", "bonus_penalty")


def write_edition(root: Path) -> Path:
    """The edition's folder, below the root."""
    source = next(folder for folder in library.edition_folders() if folder.parent.name == SET)
    into = root / BENCH_SET / source.name
    into.mkdir(parents=True)
    doubled = 0
    for path in sorted(source.glob("[0-9]*.yaml")):
        field = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        if field["key"] not in _ONCE:
            field["criteria"] += [_again(one) for one in field["criteria"]]
            field["max_points"] = str(2 * float(field["max_points"]))
            doubled += float(field["max_points"]) / 2
        _write(into / path.name, field)
    edition = yaml.load((source / "edition.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    edition.update(set=BENCH_SET, status="draft", max_points=str(float(edition["max_points"]) + doubled))
    edition["blocks"][0]["max_points"] = str(float(edition["blocks"][0]["max_points"]) + doubled)
    _write(into / "edition.yaml", edition)
    return into


def _write(path: Path, content: dict[str, Any]) -> None:
    """As JSON, which is YAML too, and repeats what stands twice instead of pointing to it."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _again(criterion: dict[str, Any]) -> dict[str, Any]:
    """The same leaf under another code, key and measure codes."""
    measures = {role: {**use, "code": f"{use['code']}_again"} for role, use in criterion["measures"].items()}
    return {**criterion, "code": f"{criterion['code']}b", "key": f"{criterion['key']}_again", "measures": measures}


def make_known(root: Path) -> None:
    """Editions below the root are found too, in this process."""
    shipped = library.find_edition

    def find_edition(name: str, *rest: Any, **more: Any) -> Any:
        return shipped(name, None, root) if name.partition("/")[0] == BENCH_SET else shipped(name, *rest, **more)

    library.find_edition = find_edition
