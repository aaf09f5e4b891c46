"""Worked cases of an edition: measurements in, points out, checked by hand by an official and run by the prover.

A leaf case gives facts by role and the points of one leaf; an agency case gives a whole measurement file and totals;
a total case gives points of the scale and what caps, rounding and grades make of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter

from parix.criteria.editions import Edition, Leaf
from parix.criteria.rule_shapes import AgainstBestRule, AgainstPreviousRule
from parix.foundation.facts import Fact
from parix.foundation.located_yaml import Node, read_yaml_file
from parix.foundation.measurement_files import FactShape, fact_from, measurement_set_from
from parix.foundation.measurements import MeasurementSet
from parix.foundation.nearest import did_you_mean
from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem, errors_among
from parix.foundation.shapes import STRICT, Day, Number, Points, keys_of, typed

CONTEXT_ROLES: dict[str, type] = {"previous": AgainstPreviousRule, "best": AgainstBestRule}


@dataclass(frozen=True)
class _LeafCase:
    __pydantic_config__ = STRICT
    leaf: str
    given: dict[str, FactShape]
    because: Text
    points: Points | None = None
    state: Literal["dropped", "not_scored"] | None = None
    on: Day | None = None


@dataclass(frozen=True)
class Expected:
    """Totals an agency case must give: `points` exact, `index` as published."""

    __pydantic_config__ = STRICT
    points: Number | None = None
    applicable_max: Points | None = None
    index: Points | None = None
    grade: str | None = None


@dataclass(frozen=True)
class _AgencyCase:
    __pydantic_config__ = STRICT
    title: Text
    measurements: dict[str, Any]
    expect: Expected


@dataclass(frozen=True)
class TotalCase:
    """Points of the scale in, totals out: guards caps, rounding, index and grade cut-offs."""

    __pydantic_config__ = STRICT
    points: Points
    applicable_max: Points
    expect: Expected
    bonus: Points = Fraction(0)
    penalty: Points = Fraction(0)
    because: Text | None = None


@dataclass(frozen=True)
class _File:
    __pydantic_config__ = STRICT
    total_cases: tuple[TotalCase, ...] = ()
    leaf_cases: tuple[_LeafCase, ...] = ()
    agency_cases: tuple[_AgencyCase, ...] = ()


@dataclass(frozen=True, slots=True)
class LeafCase:
    """`points` is None when the leaf is expected in `state` instead."""

    leaf: Leaf
    facts: Mapping[str, Fact]
    points: Points | None
    state: str
    on: date
    because: Text
    place: Place


@dataclass(frozen=True, slots=True)
class AgencyCase:
    title: Text
    given: MeasurementSet
    expect: Expected
    place: Place


@dataclass(frozen=True, slots=True)
class Cases:
    leaf_cases: tuple[LeafCase, ...]
    agency_cases: tuple[AgencyCase, ...]
    total_cases: tuple[tuple[TotalCase, Place], ...]
    problems: tuple[Problem, ...]


@cache
def _adapter() -> TypeAdapter[_File]:
    return TypeAdapter(_File)


_KEYS = keys_of(_LeafCase, Expected, TotalCase, _AgencyCase, _File, FactShape, Text)


def read_cases(edition: Edition) -> Cases:
    """Every case beside the edition, in the order of file names, with the problems of their shape."""
    leaf_cases: list[LeafCase] = []
    agency_cases: list[AgencyCase] = []
    total_cases: list[tuple[TotalCase, Place]] = []
    problems: list[Problem] = []
    for path in sorted((Path(edition.folder) / "cases").glob("*.yaml")):
        node, more = read_yaml_file(path)
        problems += more
        if node is None:
            continue
        result = typed(_adapter(), node, _KEYS)
        problems += result.problems
        if result.value is None:
            continue
        for index, leaf_case in enumerate(result.value.leaf_cases):
            one, more = _leaf_case(edition, leaf_case, node.find(("leaf_cases", index)).place)
            problems += more
            leaf_cases += [one] if one else []
        for index, agency_case in enumerate(result.value.agency_cases):
            whole, more = _agency_case(agency_case, node.find(("agency_cases", index)))
            problems += more
            agency_cases += [whole] if whole else []
        total_cases += [(one, node.find(("total_cases", index)).place) for index, one in enumerate(result.value.total_cases)]
    return Cases(tuple(leaf_cases), tuple(agency_cases), tuple(total_cases), tuple(problems))


def _leaf_case(edition: Edition, shape: _LeafCase, place: Place) -> tuple[LeafCase | None, list[Problem]]:
    leaf = edition.leaves.get(shape.leaf)
    if leaf is None:
        return None, [Problem("case.unknown_leaf", f"ca mẫu cho tiêu chí lạ «{shape.leaf}»", did_you_mean(shape.leaf, edition.leaves), place)]
    problems: list[Problem] = []
    if (shape.points is None) == (shape.state is None):
        problems.append(Problem("case.expectation", "ca mẫu cần đúng một trong points và state", "khai điểm, hoặc trạng thái", place))
    facts: dict[str, Fact] = {}
    for role, given in shape.given.items():
        if role not in leaf.measures and role not in _context_roles(leaf):
            known = [*leaf.measures, *_context_roles(leaf)]
            problems.append(Problem("case.unknown_role", f"tiêu chí {leaf.code} không có vai «{role}»", did_you_mean(role, known), place))
        fact, more = fact_from(given, place)
        problems += more
        if fact is not None:
            facts[role] = fact
    if errors_among(problems):
        return None, problems
    on = shape.on or edition.settings.in_force.since
    return LeafCase(leaf, facts, shape.points, shape.state or "scored", on, shape.because, place), problems


def _context_roles(leaf: Leaf) -> list[str]:
    """Roles that the leaf's rule fills from another period or from other agencies."""
    rules = [getattr(dated.rule, "then", dated.rule) for dated in leaf.rule]
    return [role for role, shape in CONTEXT_ROLES.items() if any(isinstance(rule, shape) for rule in rules)]


def _agency_case(shape: _AgencyCase, node: Node) -> tuple[AgencyCase | None, list[Problem]]:
    given, problems = measurement_set_from(node.find(("measurements",)))
    return (AgencyCase(shape.title, given, shape.expect, node.place) if given else None), problems
