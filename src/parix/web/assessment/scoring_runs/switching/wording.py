"""How one leaf differs from another in the words of a sheet: the rules as sentences, figures by what they count, the evidence now asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parix.criteria import comparing
from parix.criteria.comparing import Change
from parix.criteria.editions import Leaf, PlacedLeaf
from parix.foundation.phrases import Text
from parix.scoring.kept_words import sentence_of


@dataclass(frozen=True, slots=True)
class LeafChange:
    kind: str
    words: Text


def changes_between(old: PlacedLeaf, new: PlacedLeaf, day: date) -> tuple[LeafChange, ...]:
    return tuple(LeafChange(one.kind, words) for one in comparing.changes_between(old, new) for words in _words(one, old.leaf, new.leaf, day))


def _words(change: Change, old: Leaf, new: Leaf, day: date) -> Iterator[Text]:
    if change.kind == "re_ruled":
        before, after = _sentence(old, day), _sentence(new, day)
        if before != after:
            yield Text(f"cách chấm từ «{before.vi}» thành «{after.vi}»", f"the rule from “{before.en}” to “{after.en}”")
            return
    if change.kind == "re_measured":
        before, after = _asked(old), _asked(new)
        if before != after:
            yield Text(f"số liệu hỏi từ «{before.vi}» thành «{after.vi}»", f"the figures asked for from “{before.en}” to “{after.en}”")
        return
    if change.kind == "evidence_changed":
        kinds = [one.text for one in new.evidence]
        yield Text(
            "tài liệu kiểm chứng nay yêu cầu: " + ("; ".join(one.vi for one in kinds) or "không"),
            "evidence now asked for: " + ("; ".join(one.en for one in kinds) or "none"),
        )
        return
    yield Text(change.words.text("vi"), change.words.text("en"))


def _sentence(leaf: Leaf, day: date) -> Text:
    words = sentence_of(leaf, leaf.rule_on(day))
    return Text(words.text("vi").rstrip("."), words.text("en").rstrip("."))


def _asked(leaf: Leaf) -> Text:
    items = [use.item for use in leaf.measures.values()]
    return Text(", ".join(one.vi for one in items), ", ".join(one.en for one in items))
