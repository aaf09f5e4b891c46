"""What the agency has said of old leaves, put together for one new leaf: facts that fit by measure or role, words, and what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from parix.criteria.editions import Leaf
from parix.foundation.facts import NothingArose
from parix.foundation.measurement_files import fact_from_json
from parix.foundation.phrases import Text
from parix.foundation.problems import Place, ProblemsFound
from parix.scoring.fitting import unfit_facts
from parix.web.assessment.choices import NOTHING_AROSE_CLAIMED

Facts = Mapping[str, Any]
OTHER_FORM = Text("tiêu chí mới hỏi dạng số liệu khác", "the new leaf asks for figures of another form")
DIFFERENT = Text("các tiêu chí gộp lại khai số khác nhau: đơn vị chọn số đúng", "the merged leaves state different figures: choose the right one")


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one old leaf."""

    leaf: Leaf
    facts: Facts
    explanation: str


@dataclass(frozen=True, slots=True)
class Together:
    """What the new leaf gets; `left` are facts by old leaf and role that it cannot take, and `why` says the reason for each old leaf."""

    facts: dict[str, Any]
    explanation: str
    left: dict[str, dict[str, Any]]
    why: dict[str, Text]


def put_together(new: Leaf, said: Sequence[Said], day: date) -> Together:
    """Facts come from the leaf of the same key first; where two others state different figures, none is chosen for them."""
    facts: dict[str, Any] = {}
    left: dict[str, dict[str, Any]] = {}
    why: dict[str, Text] = {}
    offers: dict[str, list[tuple[Said, str, Any]]] = {}
    for one in sorted(said, key=lambda one: one.leaf.key != new.key):
        for role, fact in one.facts.items():
            target = _role_in(new, one.leaf, role)
            if target is None or not _fits(new, target, fact, day):
                left.setdefault(one.leaf.key, {})[role] = fact
                why[one.leaf.key] = OTHER_FORM
            else:
                offers.setdefault(target, []).append((one, role, fact))
    for target, given in offers.items():
        own = [fact for one, _role, fact in given if one.leaf.key == new.key]
        if own or all(fact == given[0][2] for _one, _role, fact in given):
            facts[target] = own[0] if own else given[0][2]
        for one, role, fact in given:
            if facts.get(target) != fact:
                left.setdefault(one.leaf.key, {})[role] = fact
                why[one.leaf.key] = DIFFERENT
    return Together(facts, _words(said), left, why)


def _role_in(new: Leaf, old: Leaf, role: str) -> str | None:
    """The role that takes the same measure; else the role of the same name, if no other measure of the old leaf is meant for it."""
    code = old.measures[role].code if role in old.measures else ""
    same = next((name for name, use in new.measures.items() if use.code == code), None)
    if same is not None:
        return same
    taken = {use.code for use in old.measures.values()}
    return role if role in new.measures and new.measures[role].code not in taken else None


def _fits(leaf: Leaf, role: str, written: Any, day: date) -> bool:
    try:
        fact = fact_from_json(written)
    except ProblemsFound:
        return False
    if isinstance(fact, NothingArose) and leaf.nothing_arose not in NOTHING_AROSE_CLAIMED:
        return False
    return not unfit_facts(leaf, leaf.rule_on(day), {role: fact}, Place(path=role))


def _words(said: Sequence[Said]) -> str:
    """Of several old leaves each under its own name; the same words once."""
    spoken = [one for one in said if one.explanation]
    if len({one.explanation for one in spoken}) <= 1:
        return spoken[0].explanation if spoken else ""
    return "\n\n".join(f"[{one.leaf.code} {one.leaf.text.vi}]\n{one.explanation}" for one in spoken)
