"""`parix indicators`: what each indicator means, with the examples that every engine must agree with, as Markdown."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from parix.cli.inputs import add_language
from parix.foundation.nearest import did_you_mean
from parix.foundation.problems import Problem, ProblemsFound
from parix.indicators.described import Described, DescribedTable, Example, shipped_tables

_HEADS = {
    "vi": ("Đếm", "Trong số", "Không phát sinh khi", "Căn cứ", "Khác nhau", "Ví dụ: dòng, mẫu số, tử số", "như mẫu"),
    "en": ("Counts", "Of", "Nothing arose when", "Source", "Differs", "Examples: rows, denominator, numerator", "plain"),
}


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("indicators", help="ý nghĩa các chỉ tiêu một cửa", description="In ý nghĩa từng chỉ tiêu kèm ví dụ, dạng Markdown.")
    parser.add_argument("key", nargs="?", metavar="MÃ", help="mã một chỉ tiêu (mặc định: tất cả)")
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    tables = shipped_tables()
    keys = [key for table in tables for key in table.indicators]
    if arguments.key and arguments.key not in keys:
        raise ProblemsFound([Problem("indicators.unknown", f"không có chỉ tiêu «{arguments.key}»", did_you_mean(arguments.key, keys))])
    for table in tables:
        for key, one in table.indicators.items():
            if arguments.key in (None, key):
                sys.stdout.write("\n".join(rendered(table, one, arguments.lang)) + "\n\n")
    return 0


def rendered(table: DescribedTable, one: Described, language: str) -> Iterator[str]:
    counts, of, nothing, source, differs, examples, plain = _HEADS[language]
    yield f"## {one.printed_code + ' ' if one.printed_code else ''}{one.text.text(language)} (`{one.key}`)"
    yield ""
    yield f"- {counts}: {one.item.text(language)}"
    yield f"- {of}: {one.of.text(language)}"
    yield f"- {nothing}: {one.nothing_arose.text(language)}"
    yield f"- {source}: {one.reference}"
    if one.differs:
        yield f"- {differs}: {one.differs.text(language)}"
    yield f"- {examples} ({table.table}, {table.period.key}):"
    yield from (f"  - {_example(given, language, plain)}" for given in one.examples)


def _example(given: Example, language: str, plain: str) -> str:
    rows = "; ".join(", ".join(f"{name} = {value or '∅'}" for name, value in row.items()) or plain for row in given.rows)
    return f"[{rows}] → {given.of}, {given.reached}: {given.because.text(language)}"
