"""A reading as plain JSON: what `parix document read --json` prints and what crosses from the reading process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from parix.foundation.numbers import exact_text
from parix.official_documents.assignments.records import Assignment, Due
from parix.official_documents.cited_documents.records import Citation
from parix.official_documents.document_heads import head_json
from parix.official_documents.document_heads.records import Found, WrittenDate
from parix.official_documents.document_reading import DocumentReading
from parix.official_documents.figures.records import Figure
from parix.official_documents.reading_keys import HEAD_KEYS
from parix.official_documents.targets.records import Target


def to_json(reading: DocumentReading) -> dict[str, Any]:
    """Exactly the keys of `reading_keys`. Items of the head: value, text, span, sure, reason; null when not written."""
    head = head_json.to_json(reading.head)
    return {
        **{key: head[key] for key in HEAD_KEYS},
        "references": [_citation(one) for one in reading.citations], "targets": [_target(one) for one in reading.targets],
        "assignments": [_assignment(one) for one in reading.assignments], "figures": [_figure(one) for one in reading.figures],
        "problems": [problem.to_json() for problem in reading.problems],
    }


def _citation(one: Citation) -> dict[str, Any]:
    return {
        "kind": one.kind.code if one.kind else None, "number": one.number or None, "symbol": one.symbol or None, "name": one.name or None,
        "date": _written(one.date), "issuer": one.issuer or None, "text": one.text, "span": one.span.to_json(),
        "places": [place.to_json() for place in one.places], "sure": one.is_sure, "reason": one.reason,
    }


def _written(date: WrittenDate | None) -> object:
    if date is None:
        return None
    return date.date.isoformat() if date.date else {"day": date.day, "month": date.month, "year": date.year}


def _target(one: Target) -> dict[str, Any]:
    return {
        "measure": one.measure, "comparison": one.comparison, "value": exact_text(one.value) if one.value is not None else None,
        "value_to": exact_text(one.value_to) if one.value_to is not None else None, "unit": one.unit, "compared_with": one.compared_with or None,
        "text": one.text, "span": one.span.to_json(), "sure": one.is_sure, "reason": one.reason,
    }


def _assignment(one: Assignment) -> dict[str, Any]:
    return {
        "section": one.section, "field": one.field, "text": one.text, "lead": _names(one.lead), "support": _names(one.support),
        "follow_up": _names(one.follow_up),
        "due": _due(one.due), "recurrence": one.recurrence.value if one.recurrence else None, "product": one.product.value if one.product else None,
        "span": one.span.to_json(), "sure": one.is_sure, "reason": one.reason,
        "places": {
            "lead": _places(one.lead), "support": _places(one.support), "follow_up": _places(one.follow_up), "due": _places([one.due] if one.due else []),
            "recurrence": _places([one.recurrence] if one.recurrence else []), "product": _places([one.product] if one.product else []),
        },
    }


def _due(found: Found[Due] | None) -> dict[str, Any] | None:
    if found is None:
        return None
    due = found.value
    return {
        "kind": due.kind, "date": due.date.isoformat() if due.date else None, "days": due.days, "counted_from": due.counted_from or None, "day": due.day,
        "hour": due.hour or None, "text": found.text, "span": found.span.to_json(), "sure": found.is_sure, "reason": found.reason,
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "form": one.form, "value": exact_text(one.value), "unit": one.unit, "numerator": one.numerator, "denominator": one.denominator, "bound": one.bound
        or None,
        "measure": one.measure, "text": one.text, "span": one.span.to_json(), "sure": one.is_sure, "reason": one.reason,
    }


def _names(units: Iterable[Found[str]]) -> list[str]:
    return [unit.value for unit in units]


def _places(found: Iterable[Found[Any]]) -> list[dict[str, int]]:
    return [one.span.to_json() for one in found]
