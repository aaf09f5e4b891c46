"""The keys of a reading as JSON, and the reading of a file that could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from parix.foundation.problems import Problem

HEAD_KEYS = ("kind", "number", "symbol", "place", "date", "issuer", "abstract", "signatory", "recipients")
KEYS = (*HEAD_KEYS, "references", "targets", "assignments", "figures", "problems")


def unread(problems: Iterable[Problem]) -> dict[str, Any]:
    """All keys are there; nothing but problems is said."""
    return {
        **dict.fromkeys(HEAD_KEYS), "recipients": [], "references": [], "targets": [], "assignments": [], "figures": [],
        "problems": [problem.to_json() for problem in problems],
    }
