"""Reads YAML as text with the place of every key and value, and refuses what a data file has no need of.

Every scalar stays text (1.10 is not 1.1). Refused: duplicate keys, anchors and aliases, tags, several
documents, more depth, size or nodes than a criteria set can need, and bytes that are not UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Union

import yaml

from parix.foundation.failure_words import syntax_words, system_words
from parix.foundation.problems import Place, Problem

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 32
MAX_NODES = 200_000
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Content = Union[str, "list[Node]", "dict[str, Node]"]


@dataclass(slots=True)
class Node:
    """One value and where it stands; `key_places` gives the line of each key of a mapping."""

    content: Content
    place: Place
    key_places: dict[str, Place] = field(default_factory=dict)

    def plain(self) -> Any:
        if isinstance(self.content, str):
            return self.content
        if isinstance(self.content, list):
            return [item.plain() for item in self.content]
        return {key: item.plain() for key, item in self.content.items()}

    def find(self, path: Sequence[object]) -> Node:
        """The deepest node on the path; steps that are not there (names of alternatives) are passed over."""
        here, chosen = self, False
        for step in path:
            if not chosen and isinstance(here.content, dict) and "kind" in here.content and here.content["kind"].content == step:
                # The name of the alternative, which may also be the name of a key: `levels` of a rule of that kind.
                chosen = True
                continue
            chosen = False
            if isinstance(here.content, dict) and step in here.content:
                here = here.content[str(step)]
            elif isinstance(here.content, list) and isinstance(step, int) and step < len(here.content):
                here = here.content[step]
        return here

    def place_of_key(self, key: str) -> Place:
        return self.key_places.get(key, self.place)


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_yaml_file(path: Path, shown_as: str | None = None) -> tuple[Node | None, list[Problem]]:
    """Read one file; `shown_as` is the name used in places. Never raises for what the file holds."""
    name = shown_as or str(path)
    try:
        with path.open("rb") as file:
            # One byte more than is allowed, and never the whole: a device gives bytes without end.
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        return None, [_problem("yaml.unreadable", f"không đọc được tệp: {system_words(error)}", "kiểm tra đường dẫn và quyền đọc", Place(name))]
    if len(raw) > MAX_BYTES:
        return None, [_problem("yaml.too_large", f"tệp lớn hơn {MAX_BYTES} byte", "chia nhỏ hoặc bỏ phần thừa", Place(name))]
    return read_yaml_bytes(raw, name)


def read_yaml_bytes(raw: bytes, name: str) -> tuple[Node | None, list[Problem]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [_problem("yaml.not_utf8", "tệp không phải mã UTF-8", "lưu lại tệp với mã UTF-8", Place(name, line))]
    unprintable = _UNPRINTABLE.search(text)
    if unprintable:
        line, column = text.count("\n", 0, unprintable.start()) + 1, unprintable.start() - text.rfind("\n", 0, unprintable.start())
        message = f"tệp chứa ký tự điều khiển U+{ord(unprintable[0]):04X}"
        return None, [_problem("yaml.character", message, "bỏ ký tự này hoặc lưu lại tệp dạng văn bản", Place(name, line, column))]
    builder = _Builder(name)
    try:
        return builder.build(text), builder.problems
    except _Refused as refused:
        return None, [*builder.problems, refused.problem]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        return None, [*builder.problems, _problem("yaml.syntax", syntax_words(error.problem), "sửa cú pháp tại dòng này", place)]
    except yaml.YAMLError:
        return None, [*builder.problems, _problem("yaml.syntax", syntax_words(None), "bỏ ký tự không hợp lệ", Place(name))]


class _Builder:
    """Builds nodes from parser events with an own stack, so that depth costs no recursion."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def build(self, text: str) -> Node | None:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        root: Node | None = None
        stack: list[tuple[Node, list[Node]]] = []
        for count, event in enumerate(yaml.parse(text, Loader=loader)):
            if count > MAX_NODES:
                self._refuse("yaml.too_many_nodes", "tệp có quá nhiều mục", f"giữ dưới {MAX_NODES} mục", event)
            self._refuse_unneeded(event)
            node: Node | None = None
            if isinstance(event, yaml.ScalarEvent):
                if event.style == '"' and _UNPRINTABLE.search(event.value):
                    self._refuse("yaml.character", "giá trị chứa ký tự điều khiển", "bỏ ký tự này", event)
                node = Node(event.value, self._place(event))
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                opened = Node({} if isinstance(event, yaml.MappingStartEvent) else [], self._place(event))
                stack.append((opened, []))
                if len(stack) > MAX_DEPTH:
                    self._refuse("yaml.too_deep", "các mục lồng nhau quá sâu", f"không lồng quá {MAX_DEPTH} tầng", event)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                node, parts = stack.pop()
                self._fill(node, parts)
            elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._refuse("yaml.several_documents", "tệp chứa nhiều tài liệu YAML", "mỗi tệp một tài liệu", event)
            if node is not None:
                if stack:
                    stack[-1][1].append(node)
                else:
                    root = node
        return root

    def _fill(self, node: Node, parts: list[Node]) -> None:
        if isinstance(node.content, list):
            node.content.extend(parts)
            return
        assert isinstance(node.content, dict)
        for key, value in _pairs(parts):
            if not isinstance(key.content, str):
                self.problems.append(_problem("yaml.key_not_text", "khoá không phải là chữ", "đặt khoá bằng chữ", key.place))
                continue
            if key.content in node.content:
                first = node.key_places[key.content].line
                message = f"khoá «{key.content}» bị lặp (lần đầu ở dòng {first})"
                self.problems.append(_problem("yaml.duplicate_key", message, "giữ lại một khoá", key.place))
                continue
            node.content[key.content] = value
            node.key_places[key.content] = key.place

    def _refuse_unneeded(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse("yaml.alias", "tệp dùng neo hoặc bí danh (& và *)", "viết đầy đủ nội dung thay cho bí danh", event)
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            self._refuse("yaml.tag", f"tệp dùng nhãn kiểu «{tag}»", "bỏ nhãn kiểu; mọi giá trị là chữ", event)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.name, mark.line + 1, mark.column + 1) if mark else Place(self.name)

    def _refuse(self, code: str, message: str, remedy: str, event: yaml.Event) -> None:
        raise _Refused(_problem(code, message, remedy, self._place(event)))


def _pairs(parts: list[Node]) -> Iterator[tuple[Node, Node]]:
    return zip(parts[::2], parts[1::2], strict=True)


def _problem(code: str, message: str, remedy: str, place: Place) -> Problem:
    return Problem(code, message, remedy, place)
