"""What only the whole file shows: two rows with one code, and a column in which some write the day first and others the month."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from parix.exchange_formats.dossiers.columns import COLUMNS, MOMENTS
from parix.exchange_formats.dossiers.findings import Findings
from parix.exchange_formats.dossiers.readings import Batch
from parix.exchange_formats.dossiers.written_moments import DAY_FIRST, MONTH_FIRST
from parix.foundation.lazy_modules import lazy_module

np = lazy_module("numpy")
pa = lazy_module("pyarrow")
pc = lazy_module("pyarrow.compute")


def contents(batch: Batch) -> list[bytes]:
    """What each row says beside its code, one after the other."""
    parts = [_as_texts(batch.columns[column.name]) for column in COLUMNS if column.name != "code" and column.name in batch.columns]
    return pc.binary_join_element_wise(*parts, "\x1f", null_handling="replace").cast(pa.binary()).to_pylist()  # type: ignore[no-any-return]


def _as_texts(values: Any) -> Any:
    if hasattr(values, "to_pylist"):
        return values
    return pa.array(values.astype(np.int64) if values.dtype.kind == "M" else values).cast(pa.string())


class WholeFile:
    """Fed with every batch; 32 bytes a row are kept until the end. Contents are told apart by hashes that hold in this process alone."""

    def __init__(self, order: str = DAY_FIRST) -> None:
        self._order = order
        self._keys: list[Any] = []
        self._codes: list[Any] = []
        self._prints: list[Any] = []
        self._open: dict[str, list[Any]] = {name: [] for name in MOMENTS}
        self._other_way: dict[str, int] = dict.fromkeys(MOMENTS, 0)

    def add(self, batch: Batch) -> None:
        for name, read in batch.moments.items():
            self._open[name].append(batch.keys[read.is_open])
            self._other_way[name] += int((read.says_month_first if self._order != MONTH_FIRST else read.says_day_first).sum())
        written = pc.not_equal(batch.columns["code"], "").to_numpy(zero_copy_only=False)
        codes = batch.columns["code"].to_pylist()
        hashed = b"".join(blake2b(code.encode(), digest_size=16).digest() for code in codes)
        self._keys.append(batch.keys[written])
        self._codes.append(np.frombuffer(hashed, dtype="V16")[written])
        self._prints.append(np.fromiter(map(hash, contents(batch)), np.int64, len(batch))[written])

    def findings(self) -> Findings:
        """Of two rows with one code, all are errors where their contents differ; where they are equal, all but the first are repetitions."""
        found = Findings()
        for name, rows in self._open.items():
            if self._other_way[name] and rows:
                found.add("day.order_unclear", name, np.concatenate(rows))
        if self._keys:
            self._doubles(found)
        return found

    def _doubles(self, found: Findings) -> None:
        keys, codes, prints = np.concatenate(self._keys), np.concatenate(self._codes), np.concatenate(self._prints)
        _codes, at, counts = np.unique(codes, return_inverse=True, return_counts=True)
        twice = counts[at] > 1
        if not twice.any():
            return
        keys, at, prints = keys[twice], at[twice], prints[twice]
        order = np.lexsort((keys, at))
        keys, at, prints = keys[order], at[order], prints[order]
        begins = np.concatenate([[True], at[1:] != at[:-1]])
        group = np.cumsum(begins) - 1
        first_print = prints[begins][group]
        differs = np.zeros(group[-1] + 1, dtype=bool)
        np.logical_or.at(differs, group, prints != first_print)
        found.add("code.twice", "code", keys[differs[group]])
        found.add("code.repeated", "code", keys[~differs[group] & ~begins])
