"""A paper as plain JSON, so that what was issued can be kept and printed again as it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from parix.official_documents.writing.records import Annex, Block, Heading, Paper, Signing, Table

_LINES = ("parent", "issuer", "addressees", "recipients")
_TEXTS = ("kind", "title", "number", "symbol", "place", "abstract", "authority", "page_note", "signed", "code", "code_note")


def to_json(paper: Paper) -> dict[str, Any]:
    return {
        **{name: getattr(paper, name) for name in _TEXTS}, **{name: list(getattr(paper, name)) for name in _LINES}, "day": paper.day.isoformat(),
        "signing": {"position": paper.signing.position, "name": paper.signing.name, "on_behalf": list(paper.signing.on_behalf)},
        "blocks": [_block_to_json(block) for block in paper.blocks],
    }


def from_json(given: Mapping[str, Any]) -> Paper:
    """The paper that `to_json` wrote."""
    signing = given["signing"]
    plain: dict[str, Any] = {**{name: given.get(name, "") for name in _TEXTS}, **{name: tuple(given[name]) for name in _LINES}}
    return Paper(
        **plain, day=date.fromisoformat(given["day"]),
        signing=Signing(signing["position"], signing["name"], tuple(signing["on_behalf"])), blocks=tuple(_block(one) for one in given["blocks"]),
    )


def _block_to_json(block: Block) -> Any:
    if isinstance(block, Heading):
        return {"heading": block.text, "centred": block.is_centred}
    if isinstance(block, Annex):
        return {"annex": block.title, "wide": block.is_wide}
    if isinstance(block, Table):
        return {
            "columns": list(block.columns), "rows": [list(row) for row in block.rows], "widths": list(block.widths), "aligns": block.aligns,
            "group_rows": sorted(block.group_rows),
        }
    return block


def _block(given: Any) -> Block:
    if isinstance(given, str):
        return given
    if "heading" in given:
        return Heading(given["heading"], given["centred"])
    if "annex" in given:
        return Annex(given["annex"], given["wide"])
    return Table(
        tuple(given["columns"]), tuple(tuple(row) for row in given["rows"]), tuple(given["widths"]), given["aligns"], frozenset(given["group_rows"]),
    )
