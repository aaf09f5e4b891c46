"""A sentence in Vietnamese and in English with its numbers apart, put together only when somebody reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Union

from parix.foundation.numbers import four_decimals_shown, percent_of_shown, percent_shown


@dataclass(frozen=True, slots=True)
class Text:
    """A term or title in both languages."""

    vi: str
    en: str

    def text(self, language: str) -> str:
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Percent:
    """A share 0..1 that is to be read as a percentage."""

    share: Fraction


@dataclass(frozen=True, slots=True)
class Part:
    """A share as whole over whole, to be read as a percentage. Not reduced: that would cost more than showing it."""

    above: int
    below: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Templates with `{name}` places; values are exact numbers, percentages, texts or phrases."""

    vi: str
    en: str
    values: Mapping[str, Value]

    def text(self, language: str) -> str:
        template = self.vi if language == "vi" else self.en
        if "{" not in template:
            return template
        return template.format_map({name: _SHOWN.get(type(value), _as_it_is)(value, language) for name, value in self.values.items()})

    def settled(self) -> Phrase:
        """The same words with the values put in, for a phrase that is read many times."""
        vi, en = (self.text(language).replace("{", "{{").replace("}", "}}") for language in ("vi", "en"))
        return Phrase(vi, en, {})


Value = Union[Fraction, int, str, Percent, Part, Text, Phrase, "tuple[Text | Phrase, ...]"]


def phrase(vi: str, en: str, **values: Value) -> Phrase:
    return Phrase(vi, en, values)


def _as_it_is(value: object, language: str) -> str:
    return str(value)


# By type and not by a chain of isinstance: a sheet with its explanations shows several hundred values.
_SHOWN: Mapping[type, Callable[[Any, str], str]] = {
    Fraction: four_decimals_shown,
    Percent: lambda percent, language: percent_shown(percent.share, language),
    Part: lambda part, language: percent_of_shown(part.above, part.below, language),
    Text: Text.text,
    Phrase: Phrase.text,
    tuple: lambda parts, language: ", ".join(part.text(language) for part in parts),
}
