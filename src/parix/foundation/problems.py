"""A problem says what is wrong, where, and what to do; problems travel together, never one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is: a file with line and column (from 1), and a path or cell inside it."""

    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""

    def __str__(self) -> str:
        text = self.file
        if self.line:
            text += f":{self.line}"
            if self.column:
                text += f":{self.column}"
        if self.path:
            text = f"{text} ({self.path})" if text else self.path
        return text


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is stable and for machines; `message` and `remedy` are Vietnamese and for people."""

    code: str
    message: str
    remedy: str
    place: Place = Place()
    severity: Severity = "error"

    def at(self, place: Place) -> Problem:
        return replace(self, place=place)

    def __str__(self) -> str:
        where = f"{self.place}: " if str(self.place) else ""
        return f"{where}{self.message} → {self.remedy} [{self.code}]"

    def to_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "path": self.place.path,
            "message": self.message,
            "remedy": self.remedy,
        }


class ProblemsFound(Exception):
    """Input was refused; carries every problem found, so that all can be mended in one go."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def errors_among(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def refuse_errors(problems: Sequence[Problem]) -> None:
    """Raise ProblemsFound with all problems (warnings too) when at least one is an error."""
    if errors_among(problems):
        raise ProblemsFound(problems)


def by_place(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted as a reader meets them: by file, line, column, code; doubles removed."""
    return sorted(
        set(problems),
        key=lambda p: (p.place.file, p.place.line, p.place.column, p.place.path, p.code, p.message),
    )
