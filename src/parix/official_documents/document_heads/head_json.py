"""A head as plain JSON, for the command line and for proposals that a person confirms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from parix.foundation.problems import Place, Problem
from parix.official_documents.document_heads.records import DocumentHead, Found, Signatory, WrittenDate
from parix.official_documents.document_kinds import KIND_BY_CODE, DocumentKind
from parix.official_documents.pages import Span


def to_json(head: DocumentHead) -> dict[str, Any]:
    """Each item as value, text, span, whether sure and why not; null when not found."""
    return {
        "kind": _item(head.kind), "number": _item(head.number), "symbol": _item(head.symbol), "place": _item(head.place), "date": _item(head.date),
        "issuer": _item(head.issuer), "parent_body": _item(head.parent_body), "abstract": _item(head.abstract), "signatory": _item(head.signatory),
        "addressees": [_item(one) for one in head.addressees], "recipients": [_item(one) for one in head.recipients],
        "problems": [problem.to_json() for problem in head.problems],
    }


def _item(found: Found[Any] | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"value": _value(found.value), "text": found.text, "span": found.span.to_json(), "sure": found.is_sure, "reason": found.reason}


def _value(value: object) -> object:
    if isinstance(value, DocumentKind):
        return value.code
    if isinstance(value, WrittenDate):
        return value.date.isoformat() if value.date else {"day": value.day, "month": value.month, "year": value.year}
    if isinstance(value, Signatory):
        return {"position": value.position, "name": value.name, "on_behalf": list(value.on_behalf), "marks": list(value.marks)}
    return value


# --- and back -----------------------------------------------------------------------------------------------------------


def from_json(given: Mapping[str, Any]) -> DocumentHead:
    """The head that `to_json` wrote."""
    return DocumentHead(
        kind=_found(given["kind"], KIND_BY_CODE.__getitem__), number=_found(given["number"], str), symbol=_found(given["symbol"], str),
        place=_found(given["place"], str), date=_found(given["date"], _written_date), issuer=_found(given["issuer"], str),
        parent_body=_found(given["parent_body"], str), abstract=_found(given["abstract"], str), signatory=_found(given["signatory"], _signatory),
        addressees=_several(given["addressees"]), recipients=_several(given["recipients"]),
        problems=tuple(problem_from_json(one) for one in given["problems"]),
    )


def problem_from_json(given: Mapping[str, Any]) -> Problem:
    place = Place(given["file"], given["line"], given["column"], given["path"])
    return Problem(given["code"], given["message"], given["remedy"], place, given["severity"])


def _found(given: Mapping[str, Any] | None, value_of: Callable[[Any], Any]) -> Found[Any] | None:
    if given is None:
        return None
    return Found(value_of(given["value"]), given["text"], Span(**given["span"]), given["sure"], given["reason"])


def _several(given: list[Mapping[str, Any]]) -> tuple[Found[str], ...]:
    return tuple(found for found in (_found(one, str) for one in given) if found is not None)


def _written_date(value: Any) -> WrittenDate:
    if isinstance(value, str):
        day = date.fromisoformat(value)
        return WrittenDate(day.day, day.month, day.year)
    return WrittenDate(value["day"], value["month"], value["year"])


def _signatory(value: Mapping[str, Any]) -> Signatory:
    return Signatory(value["position"], value["name"], tuple(value["on_behalf"]), tuple(value["marks"]))
