"""Moments of a whole column at once. Array form of `written_moments`; same answers, each distinct day and hour read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parix.exchange_formats.dossiers.written_moments import DAY_FIRST, MONTH_FIRST, DayRead, hour_fault, read_day, read_hour, split_moment
from parix.foundation.lazy_modules import lazy_module

np = lazy_module("numpy")
pa = lazy_module("pyarrow")
pc = lazy_module("pyarrow.compute")

FAULTS = (
    "", "day.unreadable", "day.impossible", "day.year", "day.short_year", "day.buddhist", "day.lunar", "day.month_first", "day.day_first", "hour.unreadable",
)  # fmt: skip
_FAULT_AT = {code: at for at, code in enumerate(FAULTS)}
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class MomentsRead:
    """All (n,): `values` datetime64[s], NaT where there is none; `faults` positions in FAULTS; `is_open`: day and month could change
    places; `says_month_first`, `says_day_first`: the text proves it; `is_serial`: Excel's number; `has_hour`: more than a day is written."""

    values: Any
    faults: Any
    is_open: Any
    says_day_first: Any
    says_month_first: Any
    is_serial: Any
    has_hour: Any


def read_moments(texts: Any, order: str = DAY_FIRST) -> MomentsRead:
    """`texts`: a pyarrow array of trimmed strings, empty where nothing is written."""
    days, hours = _split(texts)
    day_at, day_table = _distinct(days)
    hour_at, hour_table = _distinct(hours)
    by_day = [_settled(read_day(text), order) if text else (None, "", False, "", False, 0) for text in day_table]
    day_seconds = np.array([_seconds(row[0]) for row in by_day], dtype="datetime64[s]")
    faults = np.array([_FAULT_AT[row[1]] for row in by_day], dtype=np.int8)[day_at]
    in_day = [0 if not text else read_hour(text) for text in hour_table]
    hour_faults = np.array([_FAULT_AT[hour_fault(text)] for text in hour_table], dtype=np.int8)[hour_at]
    seconds = np.array([one or 0 for one in in_day], dtype=np.int64)[hour_at] + np.array([row[5] for row in by_day], dtype=np.int64)[day_at]
    faults = np.where(faults == 0, hour_faults, faults).astype(np.int8)
    values = day_seconds[day_at] + seconds.astype("timedelta64[s]")
    values[faults > 0] = np.datetime64("NaT", "s")
    says = np.array([{"": 0, DAY_FIRST: 1, MONTH_FIRST: 2}[row[3]] for row in by_day], dtype=np.int8)[day_at]
    is_open = np.array([row[2] for row in by_day], dtype=bool)[day_at]
    has_hour = np.array([bool(text) for text in hour_table], dtype=bool)[hour_at] | (seconds > 0)
    return MomentsRead(values, faults, is_open, says == 1, says == 2, np.array([row[4] for row in by_day], dtype=bool)[day_at], has_hour)


def read_moment(text: str, order: str = DAY_FIRST) -> tuple[int | None, str]:
    """Exact form: seconds since 1970 on the office's clock, or the fault."""
    if not text:
        return None, ""
    day_text, hour_text = split_moment(text)
    day, fault, _open, _says, _serial, extra = _settled(read_day(day_text), order)
    seconds = read_hour(hour_text) if hour_text else 0
    if fault or day is None or seconds is None:
        return None, fault or hour_fault(hour_text)
    return int(np.datetime64(day, "s").astype(np.int64)) + seconds + extra, ""


def _settled(read: DayRead, order: str) -> tuple[Any, str, bool, str, bool, int]:
    """Day, fault, whether it could be read the other way, what its text proves, whether a serial, seconds of its fraction."""
    if order == MONTH_FIRST:
        if read.says == MONTH_FIRST:
            return read.other, "", False, MONTH_FIRST, False, 0
        if read.says == DAY_FIRST:
            return None, "day.day_first", False, DAY_FIRST, False, 0
        if read.other is not None:
            return read.other, "", True, "", False, 0
    return read.day, read.fault, read.other is not None and not read.says, read.says, read.is_serial, read.seconds


def _seconds(day: Any) -> Any:
    return np.datetime64("NaT", "s") if day is None else np.datetime64(day, "s")


def _distinct(texts: Any) -> tuple[Any, list[str]]:
    encoded = texts.dictionary_encode()
    return encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary.to_pylist()


def _split(texts: Any) -> tuple[Any, Any]:
    """Day and hour of each text: parted at the blank where there is one, else as the exact form does it."""
    if len(texts) == 0:
        return texts, texts
    parted = pc.split_pattern(texts, " ", max_splits=1)
    lengths = pc.list_value_length(parted).to_numpy(zero_copy_only=False)
    flat, starts = parted.flatten(), np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
    days = flat.take(pa.array(starts))
    has_hour = lengths > 1
    second = np.where(has_hour, starts + 1, 0)
    hours = pc.if_else(pa.array(has_hour), flat.take(pa.array(second)), pa.scalar("", flat.type))
    at, table = _distinct(days)
    odd = np.array([bool(text) and bool(read_day(text).fault == "day.unreadable") for text in table], dtype=bool)[at]
    if not odd.any():
        return days, hours
    whole = texts.filter(pa.array(odd))
    whole_at, wholes = _distinct(whole)
    split = [split_moment(text) for text in wholes]
    days = pc.replace_with_mask(days, pa.array(odd), pa.array([one[0] for one in split], days.type).take(pa.array(whole_at)))
    hours = pc.replace_with_mask(hours, pa.array(odd), pa.array([one[1] for one in split], hours.type).take(pa.array(whole_at)))
    return days, hours
