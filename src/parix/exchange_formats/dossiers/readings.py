"""Raw rows to typed columns, with what is wrong in each. Whole columns at once; a row with an error stays in, its key among the findings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from parix.exchange_formats.dossiers.batches import UNUSABLE, RawBatch
from parix.exchange_formats.dossiers.choice_words import choice_of, truth_of
from parix.exchange_formats.dossiers.columns import BY_NAME, COLUMNS, Column
from parix.exchange_formats.dossiers.findings import Findings
from parix.exchange_formats.dossiers.moments_array import FAULTS, MomentsRead, read_moments
from parix.exchange_formats.dossiers.procedure_codes import national_code
from parix.exchange_formats.dossiers.step_moments import judge_steps, stands_by_steps
from parix.exchange_formats.dossiers.written_moments import DAY_FIRST
from parix.foundation.folding import folded
from parix.foundation.lazy_modules import lazy_module

np = lazy_module("numpy")
pa = lazy_module("pyarrow")
pc = lazy_module("pyarrow.compute")

_USUAL_CODE = r"^([A-Z]\d{2}(\.\d{1,3}){0,4}|\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})-\d{6}-\d{4,7}$"
_REGISTERED, _REFUSED = 1, 3
# Controls, signs without width, and halves of signs that no text has.
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows are judged by: national codes of the catalogue, codes by folded name, the moment of the check on the office's clock,
    and whether the source writes the month before the day."""

    procedures: frozenset[str]
    procedures_by_name: Mapping[str, str]
    as_of: datetime
    order: str = DAY_FIRST


@dataclass(frozen=True, slots=True)
class Batch:
    """`keys` int64 (n,); `columns`: pyarrow strings, NumPy datetime64[s] (NaT), int8 codes (-1 unknown), int8 truths (-1 not said),
    int64 amounts (-1 not said); `moments` keeps how each day could be read."""

    keys: Any
    columns: Mapping[str, Any]
    findings: Findings
    moments: Mapping[str, MomentsRead] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.keys)


def read_batch(raw: RawBatch, known: Known) -> Batch:
    """Every column of `COLUMNS`, also those that the file has not, but of steps only those that it has. Never raises for what cells hold."""
    keys = np.array(raw.keys, dtype=np.int64)
    findings = Findings()
    for code in {code for _key, code in raw.faults}:
        findings.add(code, "", [key for key, fault in raw.faults if fault == code])
    empty = pa.array([""] * len(keys), pa.string())
    told = [column for column in COLUMNS if not column.is_step or column.name in raw.cells]
    texts = {column.name: _texts(raw.cells[column.name], column, keys, findings) if column.name in raw.cells else empty for column in told}
    columns: dict[str, Any] = {}
    moments: dict[str, MomentsRead] = {}
    for column in told:
        given = texts[column.name]
        if column.kind == "moment":
            moments[column.name] = _moments(given, column, keys, known, findings)
            columns[column.name] = moments[column.name].values
        elif column.kind in ("choice", "truth", "amount"):
            columns[column.name] = _coded(given, column, keys, findings)
        else:
            columns[column.name] = given
    columns["code"] = _codes(texts["code"], keys, findings)
    columns["procedure_code"] = _procedures(texts, keys, known, findings)
    columns["state"] = _states(columns)
    columns["received_at"] = _receipts(columns)
    _judge(columns, texts, keys, known, findings)
    _same_day(columns, moments, texts, keys, findings)
    judge_steps(columns, texts, keys, known.as_of, findings)
    return Batch(keys, columns, findings, moments)


def _texts(cells: Any, column: Column, keys: Any, findings: Findings) -> Any:
    """Trimmed, composed, without control signs. What cannot be text is found and becomes empty."""
    together = _together(cells)
    if not together.isprintable() or "  " in together or not unicodedata.is_normalized("NFC", together):
        cells = [" ".join(_NO_TEXT.sub(" ", unicodedata.normalize("NFC", cell)).split()) for cell in (cells if isinstance(cells, list) else cells.to_pylist())]
    given = pc.utf8_trim_whitespace(pa.array(cells, pa.string()) if isinstance(cells, list) else cells)
    if "=" not in together and "\ufffd" not in together and UNUSABLE not in together and (pc.max(pc.utf8_length(given)).as_py() or 0) <= column.longest:
        return given
    given = pc.replace_substring_regex(given, r'^="([^"]*)"$', r"\1")  # how Excel keeps the noughts of a number in .csv
    for code, mask in (
        ("cell.encoding", pc.match_substring(given, "\ufffd")), ("cell.no_value", pc.equal(given, UNUSABLE)),
        ("cell.formula", pc.match_substring_regex(given, r"^=\s*[A-Za-z(+\-]")),
        ("cell.too_long", pc.greater(pc.utf8_length(given), column.longest)),
    ):  # fmt: skip
        found = mask.to_numpy(zero_copy_only=False)
        if found.any():
            findings.add(code, column.name, keys[found], given.filter(mask).to_pylist() if code != "cell.no_value" else None)
            given = pc.if_else(mask, pa.scalar(""), given)
    return given


def _together(cells: Any) -> str:
    """All texts of a column one after the other, to look for what is rare."""
    if isinstance(cells, list):
        return "".join(cells)
    _valid, offsets, data = cells.buffers()
    if data is None or not len(cells):
        return ""
    ends = np.frombuffer(offsets, np.int32)[cells.offset : cells.offset + len(cells) + 1]
    return bytes(memoryview(data)[ends[0] : ends[-1]]).decode()


def _moments(given: Any, column: Column, keys: Any, known: Known, findings: Findings) -> MomentsRead:
    read = read_moments(given, known.order)
    for at in np.unique(read.faults):
        if at:
            _found(findings, FAULTS[at], column.name, keys, read.faults == at, given)
    _found(findings, "day.serial", column.name, keys, read.is_serial, given)
    return read


def _coded(given: Any, column: Column, keys: Any, findings: Findings) -> Any:
    encoded = given.dictionary_encode()
    at, table = encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary.to_pylist()
    readers: dict[str, Callable[[str], int | None]] = {"choice": partial(choice_of, column.name), "truth": truth_of, "amount": _amount}
    reader = readers[column.kind]
    values = [None if text == "" else reader(text) for text in table]
    unknown = np.array([text != "" and value is None for text, value in zip(table, values, strict=True)], dtype=bool)
    code = {"choice": "choice.unknown", "truth": "truth.unknown", "amount": "amount.unreadable"}[column.kind]
    _found(findings, code, column.name, keys, unknown[at] if len(table) else np.zeros(len(keys), bool), given)
    kind = np.int64 if column.kind == "amount" else np.int8
    return np.array([-1 if value is None else int(value) for value in values], dtype=kind)[at] if len(table) else np.full(len(keys), -1, kind)


def _amount(text: str) -> int | None:
    words = folded(text).removesuffix("vnd").removesuffix("dong").removesuffix("d").strip()
    head, _comma, tail = words.rpartition(",") if words.count(",") == 1 and len(words.rpartition(",")[2]) != 3 else (words, "", "")
    if tail.strip("0"):
        return None
    digits = head.replace(".", "").replace(",", "").replace(" ", "")
    if words.count(".") == 1 and len(words.rpartition(".")[2]) != 3:  # a number of Excel's: 120000.0
        whole, _point, rest = words.partition(".")
        digits = whole if not rest.strip("0") else ""
    return int(digits) if digits.isdecimal() and len(digits) < 16 else None


def _codes(given: Any, keys: Any, findings: Findings) -> Any:
    codes = pc.utf8_upper(pc.replace_substring(given, " ", ""))
    for dash in "–—‑−":
        codes = pc.replace_substring(codes, dash, "-")
    blank = pc.equal(codes, "").to_numpy(zero_copy_only=False)
    taken_out = np.isin(keys, np.concatenate([rows for _code, column, rows, _shown in findings.parts if column == "code"] or [np.empty(0, np.int64)]))
    findings.add("code.missing", "code", keys[blank & ~taken_out])
    bad = ~pc.match_substring_regex(codes, r"^[A-Z0-9Đ][A-Z0-9Đ._/\-]{2,99}$").to_numpy(zero_copy_only=False) & ~blank
    _found(findings, "code.shape", "code", keys, bad, given)
    odd = ~pc.match_substring_regex(codes, _USUAL_CODE).to_numpy(zero_copy_only=False) & ~blank & ~bad
    _found(findings, "code.unusual", "code", keys, odd, given)
    return codes


def _procedures(texts: Mapping[str, Any], keys: Any, known: Known, findings: Findings) -> Any:
    """The national code: written so, or found by the name where no code is written."""
    codes = pc.utf8_upper(texts["procedure_code"])
    encoded = codes.dictionary_encode()
    at, table = encoded.indices.to_numpy(zero_copy_only=False), [national_code(text) for text in encoded.dictionary.to_pylist()]
    named = texts["procedure_name"].dictionary_encode()
    names_at = named.indices.to_numpy(zero_copy_only=False)
    by_name = [known.procedures_by_name.get(folded(text), "") for text in named.dictionary.to_pylist()]
    written = np.array(table, dtype=object)[at]
    found = np.where(written == "", np.array(by_name, dtype=object)[names_at], written) if len(keys) else written
    is_known = np.array([text in known.procedures for text in found.tolist()], dtype=bool)
    nothing = (pc.equal(codes, "").to_numpy(zero_copy_only=False)) & (pc.equal(texts["procedure_name"], "").to_numpy(zero_copy_only=False))
    findings.add("procedure.missing", "procedure_code", keys[nothing])
    unknown = ~is_known & ~nothing
    shown = pc.if_else(pc.equal(codes, ""), texts["procedure_name"], codes)
    _found(findings, "procedure.unknown", "procedure_code", keys, unknown, shown)
    return pa.array(found.tolist(), pa.string())


def _states(columns: Mapping[str, Any]) -> Any:
    """Where nothing is said of the state, the days tell it."""
    state = columns["state"]
    told = np.select(
        [~np.isnat(columns["refused_at"]), ~np.isnat(columns["returned_at"]), ~np.isnat(columns["finished_at"])], [3, 10, 9], stands_by_steps(columns),
    )  # fmt: skip
    return np.where(state < 0, told, state).astype(np.int8)


def _receipts(columns: Mapping[str, Any]) -> Any:
    """What was registered or refused was never received: its day is that of coming in."""
    received, submitted, refused = columns["received_at"], columns["submitted_at"], columns["refused_at"]
    never = np.isnat(received) & np.isin(columns["state"], [_REGISTERED, _REFUSED])
    return np.where(never, np.where(np.isnat(submitted), refused, submitted), received)


def _same_day(columns: dict[str, Any], moments: Mapping[str, MomentsRead], texts: Mapping[str, Any], keys: Any, findings: Findings) -> None:
    """An end on the day of receipt that is written without an hour is not before it; one with an hour is what it says."""
    received, hour_known = columns["received_at"], moments["received_at"].has_hour
    for name in ("finished_at", "returned_at"):
        early = (columns[name] < received) & (columns[name].astype("datetime64[D]") == received.astype("datetime64[D]"))
        told = early & hour_known & moments[name].has_hour
        _found(findings, f"order.{name.removesuffix('_at')}_before_received", name, keys, told, texts[name])
        columns[name] = np.where(early & ~told, received, columns[name])


def _judge(columns: Mapping[str, Any], texts: Mapping[str, Any], keys: Any, known: Known, findings: Findings) -> None:
    """Days against each other and against now. A comparison with a day that is not there finds nothing."""
    received, due, finished, returned = (columns[name] for name in ("received_at", "due_at", "finished_at", "returned_at"))
    now = np.datetime64(known.as_of.replace(tzinfo=None), "s")
    written = ~pc.equal(texts["received_at"], "").to_numpy(zero_copy_only=False)
    unread = np.isin(keys, np.concatenate([rows for _code, column, rows, _shown in findings.parts if column == "received_at"] or [np.empty(0, np.int64)]))
    findings.add("received.missing", "received_at", keys[np.isnat(received) & ~written & ~unread])
    _found(findings, "received.future", "received_at", keys, received > now, texts["received_at"])
    day = received.astype("datetime64[D]")
    for name, code, values in (
        ("finished_at", "order.finished_before_received", finished), ("returned_at", "order.returned_before_received", returned),
        ("due_at", "order.due_before_received", due),
    ):  # fmt: skip
        # by days, for many exports keep the hour of one of the two only
        _found(findings, code, name, keys, values.astype("datetime64[D]") < day, texts[name])
    for name, values in (("finished_at", finished), ("returned_at", returned)):
        _found(findings, "finished.future", name, keys, values > now, texts[name])
    backwards = returned.astype("datetime64[D]") < finished.astype("datetime64[D]")
    _found(findings, "order.returned_before_finished", "returned_at", keys, backwards, texts["returned_at"])


def _found(findings: Findings, code: str, column: str, keys: Any, mask: Any, texts: Any) -> None:
    if mask.any():
        shown = None if BY_NAME[column].is_personal else texts.filter(pa.array(mask)).to_pylist()
        findings.add(code, column, keys[mask], shown)
