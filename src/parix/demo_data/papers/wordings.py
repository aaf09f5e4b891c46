"""Puts the figures of measurements into the sentences of papers: `{plan.tasks_done}` becomes `36/42`, `{…|percent}` `85,71 %`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from parix.foundation.facts import Answers, Conditions, Fact, Level, Number, Rate, Share, YesNo
from parix.foundation.numbers import percent_shown, shown

_PLACE = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)(?:\|([a-z]+))?\}")
Facts = Mapping[str, Fact]


def codes_in(sentence: str) -> frozenset[str]:
    """The measure codes that the sentence names."""
    return frozenset(found[1] for found in _PLACE.finditer(sentence) if "." in found[1])


def filled(sentence: str, names: Mapping[str, str], facts: Facts) -> str | None:
    """The sentence with names and figures; None when a figure is not known, for then nobody would write it."""
    words = {found[0]: _word(found, names, facts) for found in _PLACE.finditer(sentence)}
    if any(word is None for word in words.values()):
        return None
    return _PLACE.sub(lambda found: words[found[0]] or "", sentence)


def _word(found: re.Match[str], names: Mapping[str, str], facts: Facts) -> str | None:
    name, part = found[1], found[2]
    if "." not in name:
        return names[name]
    fact = facts.get(name)
    if isinstance(fact, Share):
        return _share(fact, part or "")
    if isinstance(fact, Rate):
        return percent_shown(fact.value, "vi")
    if isinstance(fact, Number):
        return _count(fact.value)
    return None


def _share(fact: Share, part: str) -> str:
    done, whole = fact.numerator, fact.denominator
    parts = {"": f"{_count(done)}/{_count(whole)}", "done": _count(done), "of": _count(whole), "left": _count(whole - done)}
    return parts[part] if part in parts else percent_shown(fact.value, "vi")


def _count(number: Fraction) -> str:
    """Counts below ten with a nought before them, as official papers write them."""
    return f"{int(number):02}" if number.denominator == 1 and 0 <= number < 10 else shown(number, "vi")


def words_of(fact: Fact | None) -> frozenset[str]:
    """What a paper may hang on: the level, the conditions that are met, yes or no."""
    if isinstance(fact, Level):
        return frozenset({fact.key})
    if isinstance(fact, Conditions):
        return frozenset(name for name, met in fact.met.items() if met)
    if isinstance(fact, YesNo):
        return frozenset({"yes" if fact.answer else "no"})
    return frozenset()


def counted(fact: Fact | None) -> int:
    """How many things the fact counts as done; none of what is not known."""
    if isinstance(fact, Share):
        return int(fact.numerator)
    if isinstance(fact, Number):
        return int(fact.value)
    return fact.total if isinstance(fact, Answers) else 0
