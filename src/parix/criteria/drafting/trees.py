"""The tree of a criteria table: rows with codes become nodes, rows without one belong to the node above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from parix.criteria.drafting.codes import Shape, column_shape, depth_among, lacks_parent, plain_code, shape_of
from parix.criteria.drafting.records import SourceRow
from parix.foundation.folding import folded
from parix.foundation.problems import Problem

_WHOLE_SET = re.compile(r"(?:bo (?:chi so|tieu chi)|tong|chi so cai cach|chi so cchc|thang diem)\b.*")
_PART = re.compile(r"(?:phan|muc)\s+(?:[a-z]|[ivx]+|thu)\b.*")


@dataclass(slots=True)
class Node:
    """A printed item: `below` are the rows without a code that follow it; `points` those printed, if any."""

    row: SourceRow
    code: str
    title: str
    points: Fraction | None
    below: list[SourceRow] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    printed: str = ""

    @property
    def worth(self) -> Fraction:
        """Points printed, else those of the children together."""
        return self.points if self.points is not None else sum((child.worth for child in self.children), Fraction(0))

    def everything(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.everything()


@dataclass(slots=True)
class Tree:
    roots: list[Node]
    total: SourceRow | None
    problems: list[Problem]


def tree_of(rows: Sequence[SourceRow], file: str) -> Tree:
    """Nodes by the shape of their codes; the last grand total; codes that skip a level or are printed twice."""
    tree = Tree([], None, [])
    open_nodes: list[tuple[Shape, Node]] = []
    last: tuple[str, str] = ("", "")
    for row in rows:
        if row.is_total:
            tree.total = row if _is_grand_total(row, tree.total) else tree.total
            continue
        shape = _shape(row, [shape for shape, _ in open_nodes])
        if shape is None:
            _below(row, open_nodes, tree, file)
            continue
        if row.code and (row.code, folded(row.text)) == last:
            continue  # a page that prints the interrupted row again
        last = (row.code, folded(row.text)) if row.code else last
        node = Node(row, plain_code(row.code), row.text, row.points)
        del open_nodes[depth_among(shape, [one for one, _ in open_nodes]) :]
        above = open_nodes[-1] if open_nodes else None
        if lacks_parent(shape, above[0] if above else None):
            message = f"mã {node.code} không có mục cha trong bảng, đặt dưới {above[1].code if above else ''}"
            tree.problems.append(Problem("draft.parent_missing", message, "kiểm tra cột STT", row.place(file, "code"), "warning"))
        (above[1].children if above else tree.roots).append(node)
        open_nodes.append((shape, node))
    tree.roots = _fields(tree.roots)
    _name_apart(tree.roots)
    return tree


def _shape(row: SourceRow, open_shapes: Sequence[Shape]) -> Shape | None:
    if row.code:
        return shape_of(row.code, open_shapes)
    if row.level is None or not row.text:
        return None
    return column_shape(row.level)


def _is_grand_total(row: SourceRow, known: SourceRow | None) -> bool:
    return known is None or (row.points or 0) >= (known.points or 0)


def _below(row: SourceRow, open_nodes: list[tuple[Shape, Node]], tree: Tree, file: str) -> None:
    if open_nodes:
        open_nodes[-1][1].below.append(row)
    elif row.points is not None:
        message = f"dòng «{_short(row.text)}» có điểm nhưng không có mã và không đứng dưới mục nào"
        tree.problems.append(Problem("draft.row_without_place", message, "ghi mã ở cột STT", row.place(file), "warning"))


def _fields(roots: list[Node]) -> list[Node]:
    """Without a row that stands for the whole set ("R", "TOTAL"), and without parts (A, B) above the fields."""
    while len(roots) == 1 and roots[0].children and _is_whole_set(roots[0]):
        roots = roots[0].children
    while roots and _are_parts(roots):
        codes = [child.code for part in roots for child in part.children]
        again = len(codes) != len(set(codes))
        roots = [one for part in roots for one in _promoted(part, numbered_again=again)]
    return roots


def _promoted(part: Node, *, numbered_again: bool) -> list[Node]:
    """The fields of a part; the part itself where nothing below it has fields of its own (bonus points)."""
    if not any(child.children for child in part.children):
        return [part]
    for child in part.children:
        if numbered_again:
            child.printed, child.code = child.code, f"{part.code}.{child.code}"
    return part.children


def _is_whole_set(root: Node) -> bool:
    wordy = bool(root.code) and not re.search(r"\d", root.code) and not re.fullmatch(r"[IVXLC]+", root.code)
    return (bool(_WHOLE_SET.fullmatch(folded(root.title))) or wordy) and any(child.children for child in root.children)


def _are_parts(roots: Sequence[Node]) -> bool:
    deep = any(grandchild.children for root in roots for child in root.children for grandchild in child.children)
    if not all(root.children for root in roots):
        return False
    return deep and all(re.fullmatch(r"[A-ZĐ]", root.code) or _PART.fullmatch(folded(root.title)) for root in roots)


def _name_apart(roots: Sequence[Node]) -> None:
    """Where a numbering begins again under each field, the code is printed with that of the node above it."""
    codes = [node.code for root in roots for node in root.everything()]
    doubled = {code for code in codes if codes.count(code) > 1}
    if not doubled and all(codes):
        return
    restarted = any(node.code in doubled and "." not in node.code for root in roots for node in root.everything())
    for place, root in enumerate(roots, start=1):
        root.code = root.code or str(place)
        _prefix(root, root.printed or root.code, restarted)


def _prefix(node: Node, printed: str, restarted: bool) -> None:
    for place, child in enumerate(node.children, start=1):
        own = child.code
        if not own:
            child.code = f"{node.code}.{place}"
        elif restarted:
            child.code = f"{node.code}.{own.removeprefix(f'{printed}.')}"
        _prefix(child, own or child.code, restarted)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
