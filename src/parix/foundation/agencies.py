"""What gets a score: an agency with its kind, the traits that change what applies to it, and its ranking group."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """`kind` is department, province, commune, ministry...; `traits` are words an edition may refer to."""

    code: str
    name: str
    kind: str
    traits: frozenset[str] = frozenset()
    ranking_group: str = ""
