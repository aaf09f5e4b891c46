"""Settles which nodes are leaves: folds levels that are printed with letters, gives unnumbered items a code, flattens deep trees."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from parix.criteria.drafting.scoring_lines import points_in_title, scoring_of, split_cell
from parix.criteria.drafting.trees import Node
from parix.criteria.scoring_text import Understood, looks_like_scoring, read_scoring_text
from parix.foundation.numbers import shown
from parix.foundation.problems import Problem

DEEPEST = 3


def settle(roots: Sequence[Node], file: str) -> list[Problem]:
    """Changes the tree in place; says what had to be decided."""
    problems: list[Problem] = []
    for root in roots:
        _settle(root, 1, file, problems)
        _check_sums(root, file, problems)
    return problems


def _settle(node: Node, depth: int, file: str, problems: list[Problem]) -> None:
    title, points = points_in_title(node.title)
    if points is not None and node.points in (None, points):
        node.title, node.points = title, points
    for child in node.children:
        _settle(child, depth + 1, file, problems)
    _take_highest_level(node, file, problems)
    if node.children and _are_levels(node):
        return
    if not node.children and node.points:
        node.children = _unnumbered(node, file, problems)
    if depth == DEEPEST - 1 and any(_scored(child.children) for child in node.children):
        _flatten(node, file, problems)


def _take_highest_level(node: Node, file: str, problems: list[Problem]) -> None:
    """A leaf without a maximum whose levels below it carry points is worth the highest of them."""
    worths = [row.points if row.points is not None else row.scoring_points for row in node.below]
    highest = max((worth for worth in worths if worth is not None), default=Fraction(0))
    if node.children or node.points is not None or highest <= 0:
        return
    node.points = highest
    message = f"mục {node.code} không ghi điểm tối đa; lấy mức cao nhất của các dòng dưới là {shown(highest, 'vi', decimals=4)}"
    problems.append(Problem("draft.points_inferred", message, "đối chiếu với văn bản", node.row.place(file, "points"), "warning"))


def leaf_children(node: Node) -> list[Node]:
    """The children that stand in the tree; none when they are only the levels of a leaf."""
    return _scored(node.children)


def _scored(children: Sequence[Node]) -> list[Node]:
    return list(children) if any(child.points is not None or child.children for child in children) else []


def _are_levels(node: Node) -> bool:
    """ "a) Kịp thời 1; b) chậm 0,5" under a leaf of 1 point: levels, not parts that add up. They become rows below it."""
    children, maximum = node.children, node.points
    if maximum is None or any(child.children for child in children):
        return False
    if any(child.points is not None for child in children):
        if sum((child.points or Fraction(0) for child in children), Fraction(0)) == maximum:
            return False
        text = scoring_of(node, maximum)
        if not isinstance(read_scoring_text(text.text, maximum, text.title), Understood):
            return False
    node.below = [*node.below, *(row for child in children for row in (child.row, *child.below))]
    node.children = []
    return True


def _unnumbered(node: Node, file: str, problems: list[Problem]) -> list[Node]:
    """Rows without a code whose points add up to the node's are its parts; they get codes after its own."""
    assert node.points is not None
    items = [row for row in node.below if row.points is not None]
    if len(items) < 2 or any(not row.points for row in items) or sum((row.points or Fraction(0) for row in items), Fraction(0)) != node.points:
        return []
    if any(looks_like_scoring(row.text, node.points) for row in items):
        return []
    children: list[Node] = []
    for row in node.below:
        if row.points is not None:
            children.append(Node(row, f"{node.code}.{len(children) + 1}", row.text, row.points))
        elif children:
            children[-1].below.append(row)
    message = f"mục {node.code} có {len(children)} dòng có điểm nhưng không có mã; đã đặt mã {children[0].code} đến {children[-1].code}"
    problems.append(Problem("draft.code_made", message, "đối chiếu với văn bản", children[0].row.place(file), "warning"))
    node.below = []
    return children


def _flatten(node: Node, file: str, problems: list[Problem]) -> None:
    """An edition has three levels; a fourth moves up, its parent's title before its own."""
    kept: list[Node] = []
    for child in node.children:
        inner = _scored(child.children)
        if not inner:
            kept.append(child)
            continue
        title = " ".join(split_cell(child.title, child.worth or Fraction(1))[0].split())
        for one in _all_leaves(inner):
            one.title = f"{title} - {one.title}"
            kept.append(one)
        message = f"mục {child.code} có thêm một cấp; các mục con đã đưa lên dưới {node.code}"
        problems.append(Problem("draft.depth", message, "kiểm tra lại cây tiêu chí", child.row.place(file), "warning"))
    node.children = kept


def _all_leaves(nodes: Sequence[Node]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        inner = _scored(node.children)
        found += _all_leaves(inner) if inner else [node]
    return found


def _check_sums(node: Node, file: str, problems: list[Problem]) -> None:
    children = _scored(node.children)
    if not children:
        return
    total = sum((child.worth for child in children), Fraction(0))
    if node.points is None:
        message = f"mục {node.code} không ghi điểm tối đa; lấy tổng các mục con {shown(total, 'vi', decimals=4)}"
        problems.append(Problem("draft.points_summed", message, "đối chiếu với văn bản", node.row.place(file, "points"), "warning"))
    elif node.points != total:
        message = f"mục {node.code} ghi {shown(node.points, 'vi', decimals=4)} điểm, các mục con cộng được {shown(total, 'vi', decimals=4)}"
        problems.append(Problem("draft.sum", message, "sửa điểm của mục hoặc của các mục con", node.row.place(file, "points")))
    for child in children:
        _check_sums(child, file, problems)
