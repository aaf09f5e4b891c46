"""What commands print: JSON for machines, tables and problems for people. Colour only in a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Problem

if TYPE_CHECKING:
    import rich.console as rich_console
    import rich.table as rich_table
    import rich.text as rich_text
else:
    rich_console = lazy_module("rich.console")
    rich_table = lazy_module("rich.table")
    rich_text = lazy_module("rich.text")

MOST_SHOWN, LONGEST_SHOWN = 200, 1000


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def console() -> rich_console.Console:
    """Writes to standard output; wide enough for a table when it is not a terminal.

    Text is printed as it is: a name or a quotation may hold square brackets or colons that look like markup.
    """

    class Output(rich_console.Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    width = None if sys.stdout.isatty() else 120
    return Output(markup=False, emoji=False, highlight=False, soft_wrap=False, width=width)


def styled(*parts: str | tuple[str, str]) -> rich_text.Text:
    """One line from plain parts and (text, style) pairs."""
    return rich_text.Text.assemble(*parts)


def table(title: str, columns: Sequence[tuple[str, str]]) -> rich_table.Table:
    """A table with (heading, justification) columns."""
    look: dict[str, Any] = {"title_justify": "left", "title_style": "bold", "header_style": "bold", "pad_edge": False, "padding": (0, 1)}
    made = rich_table.Table(title=title or None, box=None, **look)
    for heading, justify in columns:
        made.add_column(heading, justify=justify, overflow="fold")  # type: ignore[arg-type]
    return made


def print_problems(problems: Iterable[Problem], *, as_json: bool) -> None:
    """All problems: as JSON on standard output, or one by one on standard error (of very many the first, and how many more)."""
    listed = list(problems)
    if as_json:
        print_json({"problems": [problem.to_json() for problem in listed]})
        return
    for problem in listed[:MOST_SHOWN]:
        sign = "✗" if problem.severity == "error" else "!"
        where = f"{problem.place}: " if str(problem.place) else ""
        message = problem.message if len(problem.message) <= LONGEST_SHOWN else problem.message[:LONGEST_SHOWN] + "…"
        sys.stderr.write(f"{sign} {where}{message}\n    → {problem.remedy}  [{problem.code}]\n")
    if len(listed) > MOST_SHOWN:
        sys.stderr.write(f"… và {len(listed) - MOST_SHOWN} vấn đề nữa; thêm --json để xem tất cả\n")
    errors = sum(problem.severity == "error" for problem in listed)
    if listed:
        sys.stderr.write(f"{errors} lỗi, {len(listed) - errors} lưu ý\n")


def bar(won: float, open_: float, width: int = 20) -> str:
    """Won points as full blocks, open ones as shaded, lost ones as dots; a sign for each, not colour alone."""
    full = round(won * width)
    shaded = min(width - full, round(open_ * width))
    return "█" * full + "▒" * shaded + "·" * (width - full - shaded)
