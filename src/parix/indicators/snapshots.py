"""Snapshots of registers as Parquet: parts of the dossiers by their numbers, of which a new snapshot writes only those that changed.

A snapshot is a small file that names its parts; parts are never written again, so an earlier snapshot answers as it did. Parts of dossiers
hold a range of numbers, sorted by agency; other tables are one part. What no snapshot names any more is dropped by `forget`.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.periods import Period
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.indicators.engines import DuckEngine
from parix.indicators.register_tables import DOSSIERS, TABLES
from parix.indicators.rollups import ROLLED, added_up, has_every_count, next_change_after, roll_up
from parix.indicators.tallies import count_columns

ibis = lazy_module("ibis")
pyarrow = lazy_module("pyarrow")
pyarrow_compute = lazy_module("pyarrow.compute")

PART_ROWS = 500_000
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{0,79}")
_DAYS = ("received_on", "finished_on")


@dataclass(frozen=True, slots=True)
class Part:
    """`first` and `last` are the lowest and highest number it holds; `days` the first and last of each dated column; the roll-up holds until `rolled_until`."""

    file: str
    rows: int
    first: int = 0
    last: int = 0
    days: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    rollup: str = ""
    rolled_as_of: str = ""
    rolled_until: str = ""

    def meets(self, column: str, within: Period | None) -> bool:
        """Whether a row of the period may be in it."""
        if within is None or column not in self.days:
            return True
        first, last = self.days[column]
        return bool(first) and first <= within.end.isoformat() and last >= within.start.isoformat()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`as_of` is the day that it shows and that its roll-up is counted from; `taken_at` is told by whoever took it."""

    name: str
    as_of: date
    taken_at: str
    tables: Mapping[str, tuple[Part, ...]]
    rollup: str = ""

    @property
    def rows(self) -> dict[str, int]:
        return {name: sum(part.rows for part in parts) for name, parts in self.tables.items()}


class Store:
    """The folder of all snapshots of one operational database."""

    def __init__(self, root: Path, engine: DuckEngine) -> None:
        self.root, self.engine = root, engine
        self._opened: dict[tuple[str, ...], Any] = {}

    def named(self, name: str) -> Snapshot:
        """Raises ProblemsFound when there is none of that name."""
        path = self._manifest(name)
        if not path.is_file():
            raise ProblemsFound([Problem("snapshot.unknown", f"không có ảnh chụp dữ liệu «{name}»", "chụp lại dữ liệu một cửa", Place(str(path)))])
        given = json.loads(path.read_text(encoding="utf-8"))
        tables = {table: tuple(map(_part, parts)) for table, parts in given["tables"].items()}
        return Snapshot(given["name"], date.fromisoformat(given["as_of"]), given["taken_at"], tables, given["rollup"])

    def take(
        self, name: str, *, as_of: date, taken_at: str, before: Snapshot | None = None, dossiers: Iterable[Any] = (), removed: Iterable[int] = (),
        changed: Mapping[str, Any] | None = None, others: Mapping[str, Any] | None = None,
    ) -> Snapshot:
        """What `before` held, with the changed and new dossiers given (in pieces, of rising numbers where they are new) and the removed
        left out; rows of `changed` stand in the place of those of the same number; each of `others` replaces its table whole. Rows are
        pyarrow tables by contract. Writes the changed parts, the roll-ups that no longer hold, and the snapshot's own file."""
        held = dict(before.tables) if before else {}
        parts = self._without(held.get("dossiers", ()), list(removed))
        for rows in dossiers:
            parts = self._with(parts, rows)
        held["dossiers"] = tuple(self._rolled(part, as_of) for part in parts)
        for table, rows in (changed or {}).items():
            held[table] = self._merged(table, held.get(table, ()), rows)
        for table, rows in (others or {}).items():
            held[table] = (self._write(table, TABLES[table].check(self.engine.given(rows)), rows.num_rows),)
        taken = Snapshot(name, as_of, taken_at, held, self._added_up(held["dossiers"]))
        self._keep(taken)
        return taken

    def table(self, snapshot: Snapshot, name: str, column: str = "", within: Period | None = None) -> Any:
        """The table by contract, of the parts that may hold rows of the period."""
        parts = snapshot.tables[name]
        kept = [part for part in parts if not column or part.meets(column, within)] or list(parts[:1])
        files = tuple(part.file for part in kept)
        if files not in self._opened:
            self._opened[files] = self.engine.snapshot(TABLES[name], [self.root / file for file in files])
        return self._opened[files]

    def rollup(self, snapshot: Snapshot) -> Any:
        """The roll-up of all its dossiers; a snapshot without any has none. Raises ProblemsFound where an earlier version wrote it."""
        return has_every_count(self.engine.read(self.root / snapshot.rollup))

    def is_current(self, snapshot: Snapshot) -> bool:
        """Whether its files keep the contracts of today: one that an earlier version wrote may lack a column or a count, and is not built upon."""
        try:
            for name, parts in snapshot.tables.items():
                for part in parts[:1]:
                    self.engine.snapshot(TABLES[name], self.root / part.file)
            if snapshot.rollup:
                self.rollup(snapshot)
        except ProblemsFound:
            return False
        return True

    def forget(self, kept: Iterable[str]) -> int:
        """Remove snapshots that are not named, and every file that none of the kept names; returns how many files went."""
        names, gone = set(kept), 0
        named = [self.named(name) for name in names]
        used = {one.rollup for one in named} | {file for one in named for parts in one.tables.values() for part in parts for file in (part.file, part.rollup)}
        for path in [*self.root.glob("snapshots/*.json"), *self.root.glob("parts/*/*.parquet")]:
            is_kept = path.stem in names if path.suffix == ".json" else path.relative_to(self.root).as_posix() in used
            if not is_kept:
                path.unlink()
                gone += 1
        return gone

    def _merged(self, table: str, parts: Sequence[Part], rows: Any) -> tuple[Part, ...]:
        """As one part; what did not change keeps its part."""
        if not rows.num_rows:
            return tuple(parts)
        contract, fresh = TABLES[table], TABLES[table].check(self.engine.given(rows))
        if parts:
            fresh = self.engine.snapshot(contract, self.root / parts[0].file).anti_join(fresh, contract.subject).union(fresh)
        (known,) = self.engine.rows(fresh.aggregate(rows=fresh.count()))
        return (self._write(table, fresh, known["rows"]),)

    def _without(self, parts: Sequence[Part], removed: Sequence[int]) -> tuple[Part, ...]:
        return self._rewritten(parts, DOSSIERS.schema().to_pyarrow().empty_table(), removed) if removed else tuple(parts)

    def _with(self, parts: Sequence[Part], rows: Any) -> tuple[Part, ...]:
        """Numbers above all that are held begin new parts, unless the last one has room for them."""
        numbers = rows["dossier"].to_numpy()
        is_new = numbers > max((part.last for part in parts), default=-1)
        if not parts or is_new.sum() + parts[-1].rows > PART_ROWS:
            added = self._cut(self.engine.given(rows.filter(is_new))) if is_new.any() else []
            rows, numbers = rows.filter(~is_new), numbers[~is_new]
        else:
            added = []
        kept = self._rewritten(parts, rows, numbers.tolist()) if len(numbers) else parts
        return (*kept, *sorted(added, key=lambda part: part.first))

    def _rewritten(self, parts: Sequence[Part], rows: Any, numbers: Sequence[int]) -> tuple[Part, ...]:
        """Each part that holds, or would hold, one of the numbers is written anew, with the rows given in their place."""
        firsts = [part.first for part in parts]
        by_part: dict[int, list[int]] = defaultdict(list)
        for number in numbers:
            by_part[max(0, bisect_right(firsts, number) - 1)].append(number)
        written: list[Part] = []
        for index, part in enumerate(parts):
            if index not in by_part:
                written.append(part)
                continue
            mine = _numbers(by_part[index])
            old = self.engine.snapshot(DOSSIERS, self.root / part.file).anti_join(self.engine.given(mine), "dossier")
            written += self._cut(old.union(self.engine.given(rows.filter(_is_among(rows["dossier"], mine["dossier"])))))
        return tuple(sorted(written, key=lambda part: part.first))

    def _cut(self, rows: Any) -> list[Part]:
        """As parts of at most so many rows; nothing makes no part."""
        (known,) = self.engine.rows(rows.aggregate(rows=rows.count()))
        count = known["rows"]
        if count <= PART_ROWS * 2:
            return [self._write("dossiers", rows)] if count else []
        pieces = -(-count // PART_ROWS)
        ranked = rows.mutate(piece=ibis.ntile(pieces).over(ibis.window(order_by="dossier")))
        return [part for piece in range(pieces) for part in [self._write("dossiers", ranked.filter(ranked.piece == piece).drop("piece"))] if part.rows]

    def _write(self, table: str, rows: Any, count: int = 0) -> Part:
        folder = self.root / "parts" / table
        folder.mkdir(parents=True, exist_ok=True)
        unnamed = folder / "being-written"
        subject = TABLES[table].subject
        self.engine.write(rows.order_by([*dict.fromkeys(["agency", subject])]), unnamed)
        file = unnamed.rename(folder / f"{hashlib.sha256(unnamed.read_bytes()).hexdigest()[:24]}.parquet").relative_to(self.root).as_posix()
        if table != "dossiers":
            return Part(file, count)
        written = self.engine.read(self.root / file)
        (known,) = self.engine.rows(written.aggregate(
            rows=written.count(), first=written.dossier.min(), last=written.dossier.max(),
            **{f"{column}_{end}": getattr(written[column], end)() for column in _DAYS for end in ("min", "max")},
        ))
        days = {column: (_iso(known[f"{column}_min"]), _iso(known[f"{column}_max"])) for column in _DAYS}
        return Part(file, known["rows"], known["first"] or 0, known["last"] or 0, days)

    def _rolled(self, part: Part, as_of: date) -> Part:
        """With a roll-up that holds on the day: the old one when nothing that it counts turns in between."""
        day = as_of.isoformat()
        if part.rollup and part.rolled_as_of <= day and (not part.rolled_until or day < part.rolled_until):
            return part
        table = self.engine.snapshot(DOSSIERS, self.root / part.file)
        (known,) = self.engine.rows(next_change_after(table, as_of))
        folder = self.root / "parts" / "rollups"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{Path(part.file).stem}-{day}.parquet"
        self.engine.write(roll_up(table, as_of), file)
        return replace(part, rollup=file.relative_to(self.root).as_posix(), rolled_as_of=day, rolled_until=_iso(known["changes_on"]))

    def _added_up(self, parts: Sequence[Part]) -> str:
        """The parts' roll-ups as one file, which is called after them and what they count, and so is written once."""
        if not parts:
            return ""
        rollups = [part.rollup for part in parts]
        called = " ".join([*rollups, *count_columns(ROLLED)])
        file = self.root / "parts" / "rollups" / f"{hashlib.sha256(called.encode()).hexdigest()[:24]}.parquet"
        if not file.is_file():
            unnamed = file.with_suffix(".being-written")
            self.engine.write(added_up(self.engine.read([self.root / one for one in rollups])), unnamed)
            unnamed.rename(file)
        return file.relative_to(self.root).as_posix()

    def _keep(self, taken: Snapshot) -> None:
        path = self._manifest(taken.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        tables = {name: [asdict(part) for part in parts] for name, parts in taken.tables.items()}
        whole = {"name": taken.name, "as_of": taken.as_of.isoformat(), "taken_at": taken.taken_at, "tables": tables, "rollup": taken.rollup}
        unnamed = path.with_suffix(".being-written")
        unnamed.write_text(json.dumps(whole, indent=1), encoding="utf-8")
        unnamed.rename(path)

    def _manifest(self, name: str) -> Path:
        assert _NAME.fullmatch(name), "names are made by the program"
        return self.root / "snapshots" / f"{name}.json"


def _numbers(numbers: Iterable[int]) -> Any:
    return pyarrow.table({"dossier": pyarrow.array(sorted(set(numbers)), pyarrow.int64())})


def _is_among(column: Any, values: Any) -> Any:
    return pyarrow_compute.is_in(column, value_set=values)


def _part(given: Mapping[str, Any]) -> Part:
    return Part(**{**given, "days": {column: tuple(ends) for column, ends in given["days"].items()}})


def _iso(day: Any) -> str:
    return day.isoformat()[:10] if day is not None else ""
