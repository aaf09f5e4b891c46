"""The tree that headings, numbers, letters and bullets make of a body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from parix.official_documents.document_bodies.markers import Marker, marker_of
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_bodies.tables import Table

_LARGE = {"phu luc": 0, "bieu": 0, "phan": 1, "chuong": 2, "muc": 3, "capitals": 4, "dieu": 5}
_LONGEST_HEADING = 220


@dataclass(eq=False)
class Node:
    """`passage` without its marker. `table` only for the node that stands for a whole table."""

    passage: Passage
    marker: Marker | None = None
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    table: Table | None = None
    is_capital: bool = False

    @property
    def style(self) -> str:
        if self.marker:
            return self.marker.style
        return "capitals" if self.is_capital else "plain"

    @cached_property
    def flat(self) -> str:
        return self.passage.flat

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def leads(self) -> bool:
        """Ends with a colon: what follows belongs to it."""
        return self.text.rstrip(" *_").endswith(":")

    @property
    def is_open(self) -> bool:
        """Written as a heading is: no full stop or semicolon at its end."""
        return not self.text.rstrip(" *_\"”)").endswith((".", ";", "./.", "!", "/.", "…")) and len(self.text) <= _LONGEST_HEADING

    def above(self) -> Iterator[Node]:
        """Parents from the nearest to the root, the root left out."""
        one = self.parent
        while one is not None and one.parent is not None:
            yield one
            one = one.parent

    def below(self) -> Iterator[Node]:
        """All under it in reading order."""
        for child in self.children:
            yield child
            yield from child.below()

    @property
    def label(self) -> str:
        return self.marker.label if self.marker else ""


def outline(items: Iterable[Passage | Table]) -> Node:
    """The root; its children are the largest parts."""
    root = Node(Passage("", ()))
    stack: list[Node] = [root]
    recent: dict[str, Node] = {}
    for item in items:
        if isinstance(item, Table):
            node = Node(item.rows[0].whole, table=item)
            _settle(stack, plain=True)
        else:
            node = _node(item)
            _find_place(stack, recent, node)
        parent = stack[-1]
        node.parent = parent
        parent.children.append(node)
        if node.table is None:
            stack.append(node)
            recent[node.style] = node
    return root


def _node(passage: Passage) -> Node:
    marker = marker_of(passage.text)
    words = passage.part(marker.length) if marker else passage
    letters = [letter for letter in words.text if letter.isalpha()]
    is_capital = len(letters) > 3 and sum(letter.isupper() for letter in letters) > 0.9 * len(letters)
    return Node(words, marker, is_capital=is_capital)


def _find_place(stack: list[Node], recent: dict[str, Node], node: Node) -> None:
    """Leaves on the stack's top the parent of the node."""
    marker = node.marker
    if marker is None:
        _settle(stack, plain=not node.is_capital)
        return
    if node.style in _LARGE:
        while len(stack) > 1 and not (stack[-1].style in _LARGE and _LARGE[stack[-1].style] < _LARGE[node.style]):
            stack.pop()
        return
    if marker.is_bullet:
        _place_bullet(stack, node)
        return
    before = recent.get(node.style)
    if before is not None and marker.value == (before.marker.value if before.marker else 0) + 1 and _is_reachable(before, stack, marker):
        _cut_to(stack, before.parent)
        return
    owner = _owner_by_number(stack, recent, marker)
    if owner is not None:
        _cut_to(stack, owner)
        return
    if marker.value != 1 and any(one.style == node.style for one in stack):
        while stack[-1].style != node.style:
            stack.pop()
        stack.pop()
        return
    _leave_content(stack)


def _place_bullet(stack: list[Node], node: Node) -> None:
    if any(one.style == node.style for one in stack):
        while stack[-1].style != node.style:
            stack.pop()
        stack.pop()
        return
    if stack[-1].style == "plain" and not stack[-1].leads and len(stack) > 1:
        stack.pop()


def _is_reachable(before: Node, stack: list[Node], marker: Marker) -> bool:
    """The list that the number continues is still open: its parent stands on the stack, or was only left for plain words."""
    if before.marker is not None and before.marker.above != marker.above:
        return False
    return before.parent is not None and before.parent in stack


def _owner_by_number(stack: list[Node], recent: dict[str, Node], marker: Marker) -> Node | None:
    """1.2 belongs under 1, unless what stands open is already below 1."""
    if not marker.above:
        return None
    above = recent.get(f"arabic{len(marker.above)}")
    if above is None or above.marker is None or above.marker.value != marker.above[-1] or above not in stack:
        return None
    deepest = stack[-1]
    if deepest is not above and above in deepest.above() and (deepest.is_open or deepest.leads) and not deepest.style.startswith("arabic"):
        return deepest
    inside = [one for one in stack[stack.index(above) :] if one.style in ("letter", "capital") and one.is_open]
    return inside[-1] if inside else above


def _cut_to(stack: list[Node], parent: Node | None) -> None:
    while len(stack) > 1 and stack[-1] is not parent:
        stack.pop()


def _leave_content(stack: list[Node]) -> None:
    """A new list opens under the nearest heading or lead-in, not under words that ended."""
    while len(stack) > 1 and stack[-1].style == "plain" and not stack[-1].leads:
        stack.pop()


def _settle(stack: list[Node], *, plain: bool) -> None:
    """Words without a marker: capitals open a part of their own, other words stand under the nearest heading."""
    if not plain:
        while len(stack) > 1 and _LARGE.get(stack[-1].style, 9) >= _LARGE["capitals"]:
            stack.pop()
        return
    while len(stack) > 1 and (stack[-1].style == "plain" or stack[-1].style.startswith("bullet") or not (stack[-1].is_open or stack[-1].leads)):
        stack.pop()
