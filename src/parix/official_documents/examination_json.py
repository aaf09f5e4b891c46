"""An examination as plain JSON and back: what crosses from the reading process to the one that asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from parix.official_documents.document_heads import head_json
from parix.official_documents.examination import Examination
from parix.official_documents.pages import Page
from parix.official_documents.pdf_signatures import PdfSignature
from parix.official_documents.text_extraction.records import ExtractedText

_TIMES = ("signed_at", "certificate_from", "certificate_until")


def to_json(done: Examination) -> dict[str, Any]:
    return {
        "media_type": done.text.media_type,
        "pages": [asdict(page) for page in done.text.pages],
        "problems": [problem.to_json() for problem in done.text.problems],
        "head": head_json.to_json(done.head),
        "signatures": [signature_to_json(one) for one in done.signatures],
        "text_print": done.text_print,
        "page_prints": [[number, f"{print_:064x}"] for number, print_ in done.page_prints],
    }


def from_json(given: Mapping[str, Any]) -> Examination:
    text = ExtractedText(
        given["media_type"], tuple(Page(**page) for page in given["pages"]), tuple(map(head_json.problem_from_json, given["problems"])),
    )
    prints = tuple((number, int(print_, 16)) for number, print_ in given["page_prints"])
    return Examination(text, head_json.from_json(given["head"]), tuple(map(signature_from_json, given["signatures"])), given["text_print"], prints)


def signature_to_json(signature: PdfSignature) -> dict[str, Any]:
    times = {name: _moment(getattr(signature, name)) for name in _TIMES}
    return {**asdict(signature), **times, "problems": [problem.to_json() for problem in signature.problems]}


def signature_from_json(given: Mapping[str, Any]) -> PdfSignature:
    times = {name: datetime.fromisoformat(given[name]) if given[name] else None for name in _TIMES}
    return PdfSignature(**{**given, **times, "problems": tuple(map(head_json.problem_from_json, given["problems"]))})


def _moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
