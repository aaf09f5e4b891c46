"""Rows of a plain .csv file at the speed of a columnar reader. Where anything is odd it stops, and the careful reader goes on from there.

Odd is a row of another width, an empty line, a cell that is no UTF-8, a quote that is never closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, Any

from parix.foundation.lazy_modules import lazy_module

pa = lazy_module("pyarrow")
csv = lazy_module("pyarrow.csv")

_BLOCK = 8 * 1024 * 1024


class Odd(Exception):
    """What comes next is not plain."""


def plain_blocks(stream: IO[bytes], *, width: int, wanted: Sequence[int], skipped: int, delimiter: str, rows: int) -> Iterator[Any]:
    """Tables of so many rows, the last one shorter, with the wanted columns under their numbers as strings. `skipped` lines stand above.
    Raises Odd; the rows before, in whole tables, were handed on."""
    names = [str(at) for at in range(width)]
    chosen = [str(at) for at in wanted]
    try:
        reader = csv.open_csv(
            stream,
            csv.ReadOptions(use_threads=False, block_size=_BLOCK, skip_rows=skipped, column_names=names),
            csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), include_columns=chosen, strings_can_be_null=False, null_values=[]),
        )
        waiting, count = [], 0
        for batch in reader:
            waiting.append(batch)
            count += batch.num_rows
            while count >= rows:
                table = pa.Table.from_batches(waiting)
                yield table.slice(0, rows)
                waiting, count = table.slice(rows).to_batches(), count - rows
        if count:
            yield pa.Table.from_batches(waiting)
    except pa.ArrowInvalid:
        raise Odd from None
