"""Texts whose sentences name their figures in braces, `{ho_so_dung_han}`: said with values, and compared with what was last read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from parix.foundation.nearest import did_you_mean
from parix.foundation.problems import Place, Problem

_NAME = re.compile(r"\{\s*([^{}\n]*?)\s*\}")
_MAY_END = re.compile(r"(?<=[.!?])\s+(?=(\S))")
_LOOKS_LIKE_FIGURE = re.compile(r"\d")
_SHOWN = 60

# By a sentence's own words, what each figure was when somebody last read the sentence.
Seen = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence: plain words, or a figure by its name; `text` is "" for one without a value."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that is not what it was when the sentence was last read."""

    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Sentence:
    written: str
    pieces: tuple[Piece, ...]
    changes: tuple[Changed, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(piece.name for piece in self.pieces if piece.name))

    @property
    def said(self) -> str:
        return "".join(piece.text or ("…" if piece.name else "") for piece in self.pieces)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(piece.name for piece in self.pieces if piece.name and not piece.text))

    @property
    def is_left_behind(self) -> bool:
        return bool(self.changes)

    @property
    def has_typed_figures(self) -> bool:
        """Digits that no figure stands behind."""
        return any(not piece.name and _LOOKS_LIKE_FIGURE.search(piece.text) for piece in self.pieces)


def sentences_of(paragraph: str) -> list[str]:
    """A sentence ends where a capital, a figure or a bracket begins the next one: `TT. số 01` does not end at its point."""
    text, at, found = paragraph.strip(), 0, []
    for match in _MAY_END.finditer(text):
        if match[1].isupper() or not match[1].isalnum():
            found.append(text[at : match.start()])
            at = match.end()
    return [part for part in (*found, text[at:]) if part]


def paragraphs_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def read(text: str, values: Mapping[str, str], seen: Seen) -> list[list[Sentence]]:
    """The paragraphs, each as its sentences."""
    return [[_sentence(written, values, seen.get(written, {})) for written in sentences_of(line)] for line in paragraphs_of(text)]


def _sentence(written: str, values: Mapping[str, str], seen: Mapping[str, str]) -> Sentence:
    pieces = tuple(_pieces(written, values))
    names = dict.fromkeys(piece.name for piece in pieces if piece.name)
    changes = (Changed(name, seen[name], values.get(name, "")) for name in names if name in seen and seen[name] != values.get(name, ""))
    return Sentence(written, pieces, tuple(changes))


def _pieces(written: str, values: Mapping[str, str]) -> Iterator[Piece]:
    at = 0
    for match in _NAME.finditer(written):
        if match.start() > at:
            yield Piece(written[at : match.start()])
        yield Piece(values.get(match[1], ""), match[1])
        at = match.end()
    if at < len(written):
        yield Piece(written[at:])


def names_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match[1] for match in _NAME.finditer(text)))


def seen_after(text: str, values: Mapping[str, str], before: Seen) -> dict[str, dict[str, str]]:
    """What has been read once the text is saved: sentences that stay as they were keep what was read of them, new ones are read now."""
    return {
        written: dict(before[written]) if written in before else _values_in(written, values)
        for line in paragraphs_of(text) for written in sentences_of(line) if names_in(written)
    }


def seen_now(written: str, values: Mapping[str, str], before: Seen) -> dict[str, dict[str, str]]:
    """The sentence has been read again; nothing else has."""
    return {**{key: dict(value) for key, value in before.items()}, written: _values_in(written, values)}


def _values_in(written: str, values: Mapping[str, str]) -> dict[str, str]:
    return {name: values.get(name, "") for name in names_in(written)}


def text_problems(text: str, known: Collection[str], path: str = "") -> list[Problem]:
    """Names that no figure has, with the nearest one, and braces that are not closed."""
    found = [
        Problem("reports.figure_unknown", f"không có số liệu nào tên «{name}»", did_you_mean(name, known), Place(path=path))
        for name in names_in(text) if name not in known
    ]
    for line in paragraphs_of(text):
        if "{" in (rest := _NAME.sub("", line)) or "}" in rest:
            found.append(Problem("reports.brace_open", f"ngoặc chưa đủ đôi: «{line[:_SHOWN]}»", "viết tên số liệu giữa { và }", Place(path=path)))
    return found


def without_unknown(text: str, values: Mapping[str, str]) -> str:
    """A starting text without the sentences whose figures nobody has: they would only say a gap."""
    kept = []
    for line in paragraphs_of(text):
        said = [written for written in sentences_of(line) if all(name in values for name in names_in(written))]
        if said:
            kept.append(" ".join(said))
    return "\n".join(kept)
