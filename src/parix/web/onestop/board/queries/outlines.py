"""The country as a drawing of its provinces, as they were divided on a day; made at set-up out of published shapes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[1] / "outlines" / "provinces.json"


@dataclass(frozen=True, slots=True)
class IslandsOutline:
    """`x` and `y` are the place of the name."""

    outline: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class CountryOutlines:
    """SVG paths by the code of the province; `islands` by that of the province that they belong to."""

    width: int
    height: int
    provinces: Mapping[str, str]
    islands: Mapping[str, IslandsOutline]


def country_outlines(on: date) -> CountryOutlines:
    told = _told()
    drawing = max((one for one in told["drawings"] if one["from"] is None or date.fromisoformat(one["from"]) <= on), key=lambda one: one["from"] or "")
    islands = {code: IslandsOutline(**one) for code, one in told["islands"].items()}
    return CountryOutlines(told["width"], told["height"], drawing["outlines"], islands)


@cache
def _told() -> Any:
    return json.loads(FILE.read_text(encoding="utf-8"))
