"""Reads what indicators are called: name, what is counted of what, the code printed in the decision, the decision."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass as shape

import parix
from parix.foundation.located_yaml import read_yaml_file
from parix.foundation.phrases import Text
from parix.foundation.problems import Problem
from parix.foundation.shapes import STRICT, keys_of, typed

SHIPPED = Path(parix.__file__).parent / "definitions" / "indicators"


@shape(frozen=True, config=STRICT)
class _Words:
    vi: str
    en: str

    def text(self) -> Text:
        return Text(self.vi, self.en)


@shape(frozen=True, config=STRICT)
class _One:
    key: str
    printed_code: str
    text: _Words
    item: _Words
    of: _Words
    note: str = ""


@shape(frozen=True, config=STRICT)
class _File:
    table: str
    reference: str
    indicators: tuple[_One, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """`item` of `of` is the share in words: dossiers paid online, of dossiers with a fee."""

    key: str
    printed_code: str
    text: Text
    item: Text
    of: Text
    reference: str
    note: str


_ADAPTER = TypeAdapter(_File)
_KEYS = keys_of(_File, _One, _Words)


def read_described(path: Path) -> tuple[dict[str, Described], list[Problem]]:
    """By key, in the order of the file; every problem with its line. Never raises for what the file holds."""
    node, problems = read_yaml_file(path)
    if node is None:
        return {}, problems
    read = typed(_ADAPTER, node, _KEYS)
    if read.value is None:
        return {}, read.problems
    file = read.value
    described = {
        one.key: Described(one.key, one.printed_code, one.text.text(), one.item.text(), one.of.text(), file.reference, one.note)
        for one in file.indicators
    }
    if len(described) < len(file.indicators):
        return {}, [Problem("indicators.double_key", "có chỉ tiêu ghi hai lần", "giữ một lần", node.find(("indicators",)).place)]
    return described, []
