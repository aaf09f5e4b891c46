"""Reads a list of administrative procedures (definitions/procedures): what was seen of real ones, and a rest that is made up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, TypeAdapter
from pydantic.dataclasses import dataclass as shape

import parix
from parix.foundation.located_yaml import Node, read_yaml_file
from parix.foundation.nearest import did_you_mean
from parix.foundation.phrases import Text
from parix.foundation.problems import Problem, refuse_errors
from parix.foundation.shapes import STRICT, Truth, keys_of, typed

SHIPPED = Path(parix.__file__).parent / "definitions" / "procedures"
Part = Literal["name", "code", "old_code", "time", "local_time", "part_of_time", "check", "fee", "legal_basis", "online"]


def _text(value: object) -> Text:
    if isinstance(value, dict) and set(value) == {"vi", "en"}:
        return Text(str(value["vi"]), str(value["en"]))
    raise ValueError("cần hai mục vi và en")


Both = Annotated[Text, BeforeValidator(_text)]


@shape(frozen=True, config=STRICT)
class Procedure:
    """Terms and fees as they were read, `online` as a portal printed it; `seen` names the parts that stand in a source, `unverified`
    those that nobody has checked."""

    name: str
    field: str
    code: str = ""
    old_code: str = ""
    time: str = ""
    check: str = ""
    fee: str = ""
    legal_basis: str = ""
    online: Literal["", "partial", "end_to_end"] = ""
    seen: tuple[Part, ...] = ()
    unverified: tuple[Part, ...] = ()
    made_up: Truth = False
    note: str = ""


@shape(frozen=True, config=STRICT)
class _File:
    list: str
    title: Both
    note: str
    fields: dict[str, Both]
    procedures: tuple[Procedure, ...]


@dataclass(frozen=True, slots=True)
class ProcedureList:
    title: Text
    fields: Mapping[str, Text]
    procedures: tuple[Procedure, ...]

    @property
    def by_field(self) -> tuple[tuple[Text, int], ...]:
        """Each field with how many procedures it has, in the order of the list."""
        counts = Counter(one.field for one in self.procedures)
        return tuple((text, counts[key]) for key, text in self.fields.items())


_ADAPTER = TypeAdapter(_File)


@cache
def procedure_list(name: str) -> ProcedureList:
    """The shipped list of that name. Raises ProblemsFound with file and line."""
    node, problems = read_yaml_file(SHIPPED / f"{name}.yaml")
    refuse_errors(problems)
    assert node is not None
    found = typed(_ADAPTER, node, keys_of(_File, Procedure))
    refuse_errors(found.problems)
    assert found.value is not None
    refuse_errors(list(_unsound(found.value, node)))
    return ProcedureList(found.value.title, found.value.fields, found.value.procedures)


def _unsound(file: _File, node: Node) -> Iterator[Problem]:
    names = Counter(one.name for one in file.procedures)
    for at, one in enumerate(file.procedures):
        place = node.find(("procedures", at)).place
        if one.field not in file.fields:
            yield Problem("procedures.unknown_field", f"không có lĩnh vực «{one.field}»", did_you_mean(one.field, file.fields), place)
        if names[one.name] > 1:
            yield Problem("procedures.double_name", f"thủ tục «{one.name}» có {names[one.name]} lần", "giữ một lần", place)
        for part in sorted(set(one.seen) & set(one.unverified)):
            yield Problem("procedures.seen_and_unverified", f"«{part}» vừa đã thấy vừa chưa kiểm tra", "giữ một trong hai", place)
