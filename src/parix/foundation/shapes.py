"""Gives located YAML its type: pydantic checks a frozen dataclass, its errors get file, line and remedy back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BeforeValidator, ConfigDict, TypeAdapter, ValidationError

from parix.foundation.located_yaml import Node
from parix.foundation.nearest import did_you_mean
from parix.foundation.numbers import written_number
from parix.foundation.periods import Period, written_day
from parix.foundation.problems import Problem

T = TypeVar("T")

STRICT = ConfigDict(extra="forbid")


def _share(value: object) -> Fraction:
    number = _number(value)
    if not 0 <= number <= 1:
        raise ValueError(f"tỷ lệ «{value}» phải nằm trong khoảng 0 đến 1 (hoặc 0% đến 100%)")
    return number


def _number(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if not isinstance(value, str):
        raise ValueError("cần một số")
    return written_number(value)


def _points(value: object) -> Fraction:
    number = _number(value)
    if number < 0:
        raise ValueError(f"điểm «{value}» không được âm")
    return number


def _count(value: object) -> int:
    number = _number(value)
    if number.denominator != 1 or number < 0:
        raise ValueError(f"«{value}» phải là số đếm nguyên không âm")
    return int(number)


def _truth(value: object) -> bool:
    if value in ("yes", "true", True):
        return True
    if value in ("no", "false", False):
        return False
    raise ValueError(f"«{value}» phải là yes hoặc no")


def _day(value: object) -> date:
    return value if isinstance(value, date) else written_day(str(value))


def _period(value: object) -> Period:
    return value if isinstance(value, Period) else Period.parse(str(value))


Number = Annotated[Fraction, BeforeValidator(_number)]
Share = Annotated[Fraction, BeforeValidator(_share), "share"]
Points = Annotated[Fraction, BeforeValidator(_points), "points"]
Count = Annotated[int, BeforeValidator(_count), "count"]
Truth = Annotated[bool, BeforeValidator(_truth)]
Day = Annotated[date, BeforeValidator(_day)]
ReportingPeriod = Annotated[Period, BeforeValidator(_period)]


def keys_of(*shapes: type) -> frozenset[str]:
    """The keys that the given dataclasses allow, as written in files."""
    return frozenset(field.metadata.get("key", field.name) for shape in shapes for field in fields(shape))


@dataclass(frozen=True, slots=True)
class Typed(Generic[T]):
    """The typed value (None when there is any problem of shape) and the problems."""

    value: T | None
    problems: list[Problem]


def typed(adapter: TypeAdapter[T], node: Node, known_keys: Iterable[str]) -> Typed[T]:
    """Give a node its type; every problem of shape has its place, a mistyped key its nearest known one."""
    try:
        return Typed(adapter.validate_python(node.plain()), [])
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=True)
        return Typed(None, list(_problems(details, node, frozenset(known_keys))))


def _problems(details: list[Any], root: Node, known_keys: frozenset[str]) -> Iterator[Problem]:
    missing_beside: dict[tuple[object, ...], list[str]] = {}
    for detail in details:
        if detail["type"] == "missing" or detail["type"] == "missing_argument":
            missing_beside.setdefault(tuple(detail["loc"][:-1]), []).append(str(detail["loc"][-1]))
    for detail in details:
        path = tuple(detail["loc"])
        node = root.find(path)
        candidates = frozenset(missing_beside.get(path[:-1], [])) or known_keys
        yield _problem(detail, path, node, root.find(path[:-1]), candidates)


def _problem(detail: Any, path: tuple[object, ...], node: Node, parent: Node, candidates: frozenset[str]) -> Problem:
    kind, last = detail["type"], str(path[-1]) if path else ""
    context = detail.get("ctx", {})
    if kind in ("missing", "missing_argument"):
        return Problem("shape.missing_key", f"thiếu mục «{last}»", f"thêm mục «{last}»", node.place)
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        remedy = did_you_mean(last, candidates)
        return Problem("shape.unknown_key", f"mục «{last}» không có trong khuôn dạng", remedy, parent.place_of_key(last))
    if kind in ("literal_error", "union_tag_invalid", "enum"):
        expected = re.findall(r"'([^']*)'", str(context.get("expected") or context.get("expected_tags")))
        written = str(context.get("tag", detail.get("input")))
        return Problem("shape.unknown_word", f"«{written}» không nằm trong danh sách cho phép", did_you_mean(written, expected), _tag_place(node, context))
    if kind == "union_tag_not_found":
        return Problem("shape.missing_key", "thiếu mục cho biết loại", "thêm «kind» hoặc các mục bắt buộc của loại này", node.place)
    if kind == "value_error":
        return Problem("shape.bad_value", str(context.get("error", detail["msg"])), "sửa giá trị tại đây", node.place)
    wanted = {
        "string_type": "một dòng chữ", "dict_type": "các mục có khoá", "dataclass_type": "các mục có khoá", "model_type": "các mục có khoá",
        "model_attributes_type": "các mục có khoá",
        "tuple_type": "một danh sách (mỗi mục bắt đầu bằng -)", "list_type": "một danh sách (mỗi mục bắt đầu bằng -)",
        "too_short": "ít nhất một mục",
    }.get(kind, "giá trị đúng khuôn dạng")
    what = f"mục «{last}»" if last else "tệp"
    return Problem("shape.wrong_type", f"{what} cần {wanted}", "viết lại cho đúng khuôn dạng", node.place)


def _tag_place(node: Node, context: dict[str, Any]) -> Any:
    discriminator = str(context.get("discriminator", "")).strip("'")
    if isinstance(node.content, dict) and discriminator in node.content:
        return node.content[discriminator].place
    return node.place
