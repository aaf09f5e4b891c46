"""Reads and writes measurement files: one agency, one scored period, facts with their sources (YAML or JSON).

Each entry under `measurements` names its `measure` and exactly one form of fact: share, rate, number,
answer, level, conditions, answers, nothing_arose, not_applicable or not_known.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from parix.foundation.agencies import Agency
from parix.foundation.facts import (
    Answers,
    Conditions,
    Fact,
    Level,
    NotApplicable,
    NothingArose,
    NotKnown,
    Number,
    Rate,
    Share,
    YesNo,
)
from parix.foundation.located_yaml import Node, read_yaml_file
from parix.foundation.measurements import Declared, Measurement, MeasurementSet, Source, double_measurements
from parix.foundation.nearest import did_you_mean
from parix.foundation.numbers import exact_text, written_number
from parix.foundation.periods import Period
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.foundation.shapes import STRICT, Count, ReportingPeriod, Truth, keys_of, typed
from parix.foundation.shapes import Number as NumberText
from parix.foundation.shapes import Share as ShareText


@dataclass(frozen=True)
class _Agency:
    __pydantic_config__ = STRICT
    code: str
    name: str
    kind: str
    traits: tuple[str, ...] = ()
    ranking_group: str = ""


@dataclass(frozen=True)
class _Source:
    __pydantic_config__ = STRICT
    title: str
    kind: str = "document"
    reference: str = ""
    issuer: str = ""
    date: str = ""
    file: str = ""


@dataclass(frozen=True)
class _NotApplicable:
    __pydantic_config__ = STRICT
    decided_by: str
    reason: str


@dataclass(frozen=True)
class FactShape:
    """The forms of fact as written in files; exactly one is to be given."""

    __pydantic_config__ = STRICT
    share: str | None = None
    rate: ShareText | None = None
    number: NumberText | None = None
    answer: Truth | None = None
    level: str | None = None
    conditions: dict[str, Truth] | None = None
    answers: dict[str, Count] | None = None
    nothing_arose: str | None = None
    not_applicable: _NotApplicable | None = None
    not_known: str | None = None


@dataclass(frozen=True)
class _Measurement(FactShape):
    __pydantic_config__ = STRICT
    measure: str = ""
    period: ReportingPeriod | None = None
    source: str = ""
    quote: str = ""
    place: str = ""


@dataclass(frozen=True)
class _Declared:
    __pydantic_config__ = STRICT
    what: str
    value: str
    source: str = ""
    quote: str = ""


@dataclass(frozen=True)
class _File:
    __pydantic_config__ = STRICT
    agency: _Agency
    period: ReportingPeriod
    measurements: tuple[_Measurement, ...]
    sources: dict[str, _Source] | None = None
    declared: tuple[_Declared, ...] = ()
    status: str = ""
    note: str = ""


_ADAPTER: TypeAdapter[_File] = TypeAdapter(_File)
_KEYS = keys_of(_File, _Agency, _Source, _Measurement, _NotApplicable, _Declared)
_FACT_ADAPTER: TypeAdapter[FactShape] = TypeAdapter(FactShape)
_FACT_KEYS = keys_of(FactShape, _NotApplicable)
_FORMS = tuple(FactShape.__dataclass_fields__)


def read_measurement_file(path: Path, shown_as: str | None = None) -> tuple[MeasurementSet | None, list[Problem]]:
    """Read one file. Returns the set, or None with every problem found; warnings may come with a set."""
    node, problems = read_yaml_file(path, shown_as)
    if node is None:
        return None, problems or [Problem("measurement.empty", "tệp số đo trống", "khai agency, period, measurements", Place(shown_as or str(path)))]
    result, more = measurement_set_from(node)
    return (result if not problems else None), [*problems, *more]


def read_measurements(path: str | Path) -> MeasurementSet:
    """The set in one file, for notebooks. Raises ProblemsFound with every problem of the file."""
    given, problems = read_measurement_file(Path(path))
    if given is None:
        raise ProblemsFound(problems)
    return given


def measurement_set_from(node: Node) -> tuple[MeasurementSet | None, list[Problem]]:
    """Turn located YAML into a measurement set (also used for cases, which hold the same shape)."""
    result = typed(_ADAPTER, node, _KEYS)
    shape, problems = result.value, result.problems
    if shape is None:
        return None, problems
    sources = {key: Source(key, **vars(source)) for key, source in (shape.sources or {}).items()}
    measurements: list[Measurement] = []
    for index, one in enumerate(shape.measurements):
        place = node.find(("measurements", index)).place
        fact, fact_problems = fact_from(one, place)
        problems += fact_problems
        if not one.measure:
            problems.append(Problem("shape.missing_key", "thiếu mục «measure»", "thêm mã số đo", place))
        source, source_problems = _source(one.source, sources, place)
        problems += source_problems
        if fact is not None:
            measurements.append(Measurement(one.measure, one.period or shape.period, fact, source, one.quote, one.place, place))
    declared: list[Declared] = []
    for index, stated in enumerate(shape.declared):
        place = node.find(("declared", index)).place
        source, source_problems = _source(stated.source, sources, place)
        problems += source_problems
        declared.append(Declared(stated.what, stated.value, source, stated.quote, place))
    problems += double_measurements(measurements)
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    agency = Agency(shape.agency.code, shape.agency.name, shape.agency.kind, frozenset(shape.agency.traits), shape.agency.ranking_group)
    return MeasurementSet(agency, shape.period, tuple(measurements), tuple(declared), shape.status, shape.note), problems


def _source(key: str, sources: dict[str, Source], place: Place) -> tuple[Source, list[Problem]]:
    if not key:
        return Source("", "không ghi nguồn", "unstated"), []
    if key in sources:
        return sources[key], []
    message = f"nguồn «{key}» chưa được khai trong mục sources"
    return Source(key, key), [Problem("measurement.unknown_source", message, did_you_mean(key, sources), place)]


def fact_from(shape: FactShape, place: Place) -> tuple[Fact | None, list[Problem]]:
    """The one fact a shape states; problems for none, several, or an impossible one."""
    given = [form for form in _FORMS if getattr(shape, form) is not None]
    if len(given) != 1:
        message = "không có dạng số liệu nào" if not given else "có nhiều dạng số liệu: " + ", ".join(given)
        return None, [Problem("measurement.form", message, "khai đúng một trong: " + ", ".join(_FORMS), place)]
    form, value = given[0], getattr(shape, given[0])
    if form == "share":
        return _share(value, place)
    if form == "number" and value < 0:
        return None, [Problem("measurement.negative", f"số đếm âm: {exact_text(value)}", "nhập số không âm", place)]
    makers: dict[str, Any] = {
        "rate": Rate, "number": Number, "answer": YesNo, "level": Level, "conditions": Conditions,
        "answers": Answers, "nothing_arose": NothingArose, "not_known": NotKnown,
        "not_applicable": lambda given: NotApplicable(given.decided_by, given.reason),
    }
    return makers[form](value), []


def _share(text: str, place: Place) -> tuple[Fact | None, list[Problem]]:
    above, slash, below = text.partition("/")
    if "/" in below or "%" in text:
        return None, [
            Problem("measurement.share", f"tỷ lệ «{text}» không phải là hai số đếm", "viết tử số/mẫu số, ví dụ 28/30; chỉ có tỷ lệ thì dùng rate", place),
        ]
    try:
        numerator, denominator = written_number(above), written_number(below)
    except ValueError as error:
        return None, [Problem("measurement.share", f"tỷ lệ «{text}»: {error if slash else 'thiếu mẫu số'}", "viết tử số/mẫu số, ví dụ 28/30", place)]
    if numerator < 0 or denominator < 0:
        return None, [Problem("measurement.negative", f"tỷ lệ «{text}» có số đếm âm", "nhập số không âm", place)]
    if denominator == 0:
        if numerator:
            return None, [Problem("measurement.zero_denominator", f"tỷ lệ «{text}» có mẫu số 0 mà tử số khác 0", "kiểm tra lại hai số đếm", place)]
        return NothingArose("mẫu số bằng 0"), []
    return Share(numerator, denominator), []


def fact_from_json(written: dict[str, Any]) -> Fact:
    """Read the written form of one fact back. Raises ProblemsFound for any other form."""
    result = typed(_FACT_ADAPTER, _as_node(written, Place()), _FACT_KEYS)
    fact, problems = fact_from(result.value, Place()) if result.value is not None else (None, result.problems)
    if fact is None:
        raise ProblemsFound(problems)
    return fact


def measurement_set_from_json(written: Any, place: Place) -> MeasurementSet:
    """Read the written form of a whole set back. Raises ProblemsFound, at the given place, for any other form."""
    given, problems = measurement_set_from(_as_node(written, place))
    if given is None:
        raise ProblemsFound(problems)
    return given


def _as_node(value: Any, place: Place) -> Node:
    if isinstance(value, dict):
        return Node({str(key): _as_node(item, place) for key, item in value.items()}, place)
    if isinstance(value, list):
        return Node([_as_node(item, place) for item in value], place)
    return Node(str(value), place)


def fact_to_json(fact: Fact) -> dict[str, Any]:
    """The written form of a fact; reading it back gives the same fact."""
    if isinstance(fact, Share):
        return {"share": f"{exact_text(fact.numerator)}/{exact_text(fact.denominator)}"}
    if isinstance(fact, Rate):
        return {"rate": exact_text(fact.value)}
    if isinstance(fact, Number):
        return {"number": exact_text(fact.value)}
    if isinstance(fact, YesNo):
        return {"answer": "yes" if fact.answer else "no"}
    if isinstance(fact, Level):
        return {"level": fact.key}
    if isinstance(fact, Conditions):
        return {"conditions": {name: "yes" if met else "no" for name, met in fact.met.items()}}
    if isinstance(fact, Answers):
        return {"answers": {option: str(count) for option, count in fact.counts.items()}}
    if isinstance(fact, NothingArose):
        return {"nothing_arose": fact.reason}
    if isinstance(fact, NotApplicable):
        return {"not_applicable": {"decided_by": fact.decided_by, "reason": fact.reason}}
    return {"not_known": fact.reason}


def measurement_set_to_json(given: MeasurementSet) -> dict[str, Any]:
    """The whole set in the written form, every default left out; sources gathered once."""
    sources = {one.source.key: one.source for one in given.measurements if one.source.key}
    sources.update({one.source.key: one.source for one in given.declared if one.source.key})
    return {
        "agency": {
            "code": given.agency.code, "name": given.agency.name, "kind": given.agency.kind,
            "traits": sorted(given.agency.traits), "ranking_group": given.agency.ranking_group,
        },
        "period": given.period.key,
        "status": given.status,
        "note": given.note,
        "sources": {
            key: {"title": one.title, "kind": one.kind, **_without_blanks({name: getattr(one, name) for name in ("reference", "issuer", "date", "file")})}
            for key, one in sorted(sources.items())
        },
        "measurements": [_written(one, given.period) for one in given.measurements],
        "declared": [
            {"what": one.what, "value": one.value, **_without_blanks({"source": one.source.key, "quote": one.quote})} for one in given.declared
        ],
    }


def _written(one: Measurement, scored: Period) -> dict[str, Any]:
    period = one.period.key if one.period != scored else ""
    words = {"source": one.source.key, "quote": one.quote, "place": one.place_in_source, "period": period}
    return {"measure": one.code, **fact_to_json(one.fact), **_without_blanks(words)}


def _without_blanks(entry: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in entry.items() if value != ""}
