"""Writes draft editions as YAML text that people go on editing: keys in order, comments, short maps on one line."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Union

WIDTH = 120

_PLAIN = re.compile(r"[^\W_](?:[\w ./%()+–-]*[\w./%)])?")
_UNPRINTABLE = re.compile(r"[^\S \n]|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Comment:
    text: str


Entry = Union["tuple[str, Any]", Comment]


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping in order, with comments between its entries."""

    entries: tuple[Entry, ...]

    def lines(self, indent: int) -> Iterator[str]:
        for entry in self.entries:
            if isinstance(entry, Comment):
                yield from _comment(entry.text, indent)
            else:
                yield from _pair(entry[0], entry[1], indent)

    def text(self) -> str:
        return "\n".join(self.lines(0)) + "\n"


def _comment(text: str, indent: int) -> Iterator[str]:
    clean = _clean(text).rstrip()
    leading = len(clean) - len(clean.lstrip())
    pad = " " * indent
    for line in textwrap.wrap(clean.strip(), WIDTH - indent - leading, break_on_hyphens=False) or [""]:
        yield f"{pad}# {' ' * leading}{line}".rstrip()


def _pair(key: str, value: Any, indent: int) -> Iterator[str]:
    pad, name = " " * indent, scalar(key)
    flow = _flow(value)
    if flow is not None and (isinstance(value, str) or len(flow) + len(name) + indent + 2 <= WIDTH):
        if isinstance(value, str) and len(flow) + len(name) + indent + 2 > WIDTH and "\n" not in value:
            yield f"{pad}{name}: >-"
            yield from (f"{pad}  {line}" for line in textwrap.wrap(_clean(value), WIDTH - indent - 2, break_on_hyphens=False, break_long_words=False))
        else:
            yield f"{pad}{name}: {flow}"
        return
    yield f"{pad}{name}:"
    yield from _nested(value, indent + 2)


def _nested(value: Any, indent: int) -> Iterator[str]:
    if isinstance(value, Block):
        yield from value.lines(indent)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _pair(key, inner, indent)
    else:
        for item in value:
            yield from _item(item, indent)


def _item(item: Any, indent: int) -> Iterator[str]:
    pad = " " * indent
    flow = _flow(item)
    if flow is not None and len(flow) + indent + 2 <= WIDTH:
        yield f"{pad}- {flow}"
        return
    lines = list(_nested(item, indent + 2)) if not isinstance(item, str) else [f"{pad}  {scalar(item)}"]
    comments = 0
    while lines[comments].lstrip().startswith("#"):
        comments += 1
    yield from (line[2:] for line in lines[:comments])
    yield f"{pad}- {lines[comments][indent + 2 :]}"
    yield from lines[comments + 1 :]


def _flow(value: Any) -> str | None:
    """The value on one line; None for blocks, which keep a line for each entry."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Block):
        return None
    if isinstance(value, Mapping):
        inner = [(scalar(key), _flow(one)) for key, one in value.items()]
        return None if any(one is None for _, one in inner) else "{" + ", ".join(f"{key}: {one}" for key, one in inner) + "}"
    if isinstance(value, Sequence):
        items = [_flow(one) for one in value]
        return None if any(one is None for one in items) else "[" + ", ".join(str(one) for one in items) + "]"
    raise TypeError(f"cannot be written: {type(value).__name__}")


def scalar(text: str) -> str:
    clean = _clean(text)
    return clean if _PLAIN.fullmatch(clean) else json.dumps(clean, ensure_ascii=False)


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text).replace("\n", " ")
