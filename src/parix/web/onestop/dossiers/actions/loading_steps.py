"""Steps that rows of another system tell of: events in the history, days waited and extensions at the dossier. Many at once.

A row that tells of a step leaves its whole way, from receipt to return, as a desk would have; the same again leaves nothing new. Of a row
that tells of none, receipt and end stand at the dossier itself, and its history stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
from django.db import connection

from parix.web.onestop.dossiers.actions import loading_by_copy, loading_by_rows
from parix.web.onestop.dossiers.choices import SETTLED, EventKind, State
from parix.web.onestop.dossiers.models import Dossier, Event

_TABLE, _EVENTS = Dossier._meta.db_table, Event._meta.db_table
_CLOCKS: Mapping[str, str] = {"code": "text", "waited_days": "smallint", "extensions": "smallint", "first_due_at": "timestamptz"}
_STEPS: Mapping[str, str] = {"code": "text", "kind": "text", "at": "timestamptz", "due_at": "timestamptz"}
_NEVER_TAKEN_IN = (State.REGISTERED, State.REFUSED)


@dataclass(frozen=True, slots=True)
class Told:
    """`clocks`: one row for each dossier of a file that has columns of steps; `steps`: one for each event."""

    clocks: pa.Table
    steps: pa.Table


def told_in(columns: Mapping[str, Any]) -> Told | None:
    """`columns` as for `loading.prepare`; of steps there may be `tells_steps` (truths), `waited_days`, `extensions`, UTC moments."""
    if "tells_steps" not in columns:
        return None
    clocks = {name: columns[name] for name in ("code", "waited_days", "extensions")} | {"first_due_at": _utc(columns["first_due_at"])}
    return Told(pa.table(clocks), pa.concat_tables(list(_steps(columns))))


def _steps(columns: Mapping[str, Any]) -> Iterator[pa.Table]:
    """One piece for each kind, in the order in which a desk writes them."""
    state, none = columns["state"], np.full(len(columns["state"]), np.datetime64("NaT", "s"))
    in_force = np.where(columns["extensions"] > 0, none, columns["due_at"])
    is_over = np.isin(state, SETTLED)
    for kind, at, due, holds in (
        (EventKind.ACCEPTED, columns["received_at"], columns["first_due_at"], ~np.isin(state, _NEVER_TAKEN_IN)),
        (EventKind.REFUSED, columns["refused_at"], none, True),
        (EventKind.SUPPLEMENT_ASKED, columns["supplement_asked_at"], none, True),
        (EventKind.SUPPLEMENT_RECEIVED, columns["supplement_received_at"], in_force, True),
        (EventKind.EXTENDED, columns["extended_at"], columns["extended_due_at"], True),
        (EventKind.WITHDRAWN, columns["withdrawn_at"], none, True),
        (EventKind.STOPPED, columns["stopped_at"], none, True),
        (EventKind.FINISHED, columns["finished_at"], none, is_over),
        (EventKind.RETURNED, columns["returned_at"], none, is_over),
    ):  # fmt: skip
        rows = columns["tells_steps"] & ~np.isnat(at) & holds
        codes = columns["code"].filter(pa.array(rows))
        yield pa.table({"code": codes, "kind": pa.array([kind.value] * len(codes), pa.string()), "at": _utc(at[rows]), "due_at": _utc(due[rows])})


def _utc(moments: Any) -> Any:
    return pa.array(moments.astype("datetime64[s]"), pa.timestamp("s")).cast(pa.timestamp("s", "UTC"))


def write_told(told: Told, source: str, at: datetime) -> None:
    """After the dossiers themselves. Only what just came or changed takes new counts; what was promised first stays. Side effect: events."""
    now = at if connection.vendor == "postgresql" else connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        _write(cursor, told, source, now)


def _write(cursor: Any, told: Told, source: str, now: Any) -> None:
    _stage(cursor, "dossiers_clocks_staging", _CLOCKS, told.clocks)
    cursor.execute(
        f"UPDATE {_TABLE} SET waited_days = s.waited_days, extensions = s.extensions, first_due_at = CASE "  # nosec B608 # names are our own
        f"WHEN {_TABLE}.first_due_at IS NULL OR {_TABLE}.first_due_at = {_TABLE}.due_at THEN s.first_due_at ELSE {_TABLE}.first_due_at END "
        f"FROM dossiers_clocks_staging s WHERE {_TABLE}.code = s.code AND {_TABLE}.source = %s AND {_TABLE}.changed_at = %s",
        [source, now],
    )
    if not told.steps.num_rows:
        return
    _stage(cursor, "dossiers_steps_staging", _STEPS, told.steps)
    cursor.execute(
        f"INSERT INTO {_EVENTS} (dossier_id, kind, at, noted_at, note, due_at) "  # nosec B608 # names are our own
        f"SELECT d.id, s.kind, s.at, %s, '', s.due_at FROM dossiers_steps_staging s JOIN {_TABLE} d ON d.code = s.code AND d.source = %s "
        "WHERE true ON CONFLICT (dossier_id, kind, at) DO NOTHING",
        [now, source],
    )


def _stage(cursor: Any, name: str, columns: Mapping[str, str], table: pa.Table) -> None:
    if connection.vendor == "postgresql":
        loading_by_copy.stage(cursor, name, columns, table)
    else:
        loading_by_rows.stage(cursor, name, table)
