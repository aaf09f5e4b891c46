"""When something happened between receipt and result: judged against receipt, each other and now, and what it says of the state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from parix.exchange_formats.dossiers.columns import COLUMNS
from parix.exchange_formats.dossiers.findings import Findings
from parix.foundation.lazy_modules import lazy_module

np = lazy_module("numpy")
pa = lazy_module("pyarrow")

STEPS = tuple(column.name for column in COLUMNS if column.is_step)
_PROMISE = "extended_due_at"  # the only one that may lie ahead
_ACCEPTED, _WAITING, _WITHDRAWN, _STOPPED = 4, 5, 7, 8


def stands_by_steps(columns: Mapping[str, Any]) -> Any:
    """The state of what has no end and says none: as its last step left it."""
    asked = _there(columns, "supplement_asked_at") & ~_there(columns, "supplement_received_at")
    return np.select([_there(columns, "withdrawn_at"), _there(columns, "stopped_at"), asked], [_WITHDRAWN, _STOPPED, _WAITING], _ACCEPTED)


def judge_steps(columns: dict[str, Any], texts: Mapping[str, Any], keys: Any, as_of: datetime, findings: Findings) -> None:
    """A step on the day of receipt is not before it, whatever the hours say."""
    received, now = columns["received_at"], np.datetime64(as_of.replace(tzinfo=None), "s")
    day = received.astype("datetime64[D]")
    for name in STEPS:
        if name not in columns:
            continue
        _found(findings, "step.before_received", name, keys, columns[name].astype("datetime64[D]") < day, texts)
        if name != _PROMISE:
            _found(findings, "step.future", name, keys, columns[name] > now, texts)
        columns[name] = np.where(columns[name].astype("datetime64[D]") == day, np.fmax(columns[name], received), columns[name])
    asked, answered = columns.get("supplement_asked_at"), columns.get("supplement_received_at")
    if answered is not None:
        missing = np.isnat(asked) if asked is not None else np.ones(len(keys), bool)
        _found(findings, "step.never_asked", "supplement_received_at", keys, ~np.isnat(answered) & missing, texts)
        if asked is not None:
            early = answered.astype("datetime64[D]") < asked.astype("datetime64[D]")
            _found(findings, "step.answered_before_asked", "supplement_received_at", keys, early, texts)


def _there(columns: Mapping[str, Any], name: str) -> Any:
    return ~np.isnat(columns[name]) if name in columns else np.zeros(len(columns["received_at"]), bool)


def _found(findings: Findings, code: str, name: str, keys: Any, mask: Any, texts: Mapping[str, Any]) -> None:
    if mask.any():
        findings.add(code, name, keys[mask], texts[name].filter(pa.array(mask)).to_pylist())
