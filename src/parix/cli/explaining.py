"""`parix explain`: why each leaf has its points, from which figures, and what would gain more."""

from __future__ import annotations

import argparse
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from parix.cli.inputs import add_edition, add_json, add_language
from parix.cli.output import console, print_json, styled
from parix.cli.scoring import sheet_of
from parix.foundation.nearest import did_you_mean
from parix.foundation.numbers import shown
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.scoring.sheet_json import leaf_json
from parix.scoring.sheets import ScoreSheet

if TYPE_CHECKING:
    from rich.text import Text

_STATES = {
    "vi": {"not_scored": "chưa chấm", "dropped": "loại khỏi mẫu số", "not_applicable": "không áp dụng"},
    "en": {"not_scored": "not scored", "dropped": "left out", "not_applicable": "not applicable"},
}
_LABELS = {
    "vi": {"rule": "Quy tắc", "applied": "Tính", "reason": "Lý do", "shortfall": "Vì sao chưa đủ", "gain": "Để thêm điểm", "data": "Số liệu", "law": "Căn cứ"},
    "en": {"rule": "Rule", "applied": "Applied", "reason": "Reason", "shortfall": "Why not all", "gain": "To gain", "data": "Figures", "law": "Legal basis"},
}


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "explain", help="giải thích điểm từng tiêu chí", description="Vì sao mỗi tiêu chí được chừng ấy điểm, từ số liệu nào, và làm gì thì thêm điểm.",
    )
    parser.add_argument("file", metavar="TỆP", help="tệp số đo của một cơ quan, một kỳ")
    parser.add_argument("--leaf", "-l", action="append", metavar="MÃ", help="mã hoặc khoá của tiêu chí; bỏ trống: tất cả")
    add_edition(parser)
    add_language(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    sheet = sheet_of(arguments)
    leaves = [leaf_json(leaf, sheet.edition) for leaf in _chosen(sheet, arguments.leaf)]
    if arguments.json:
        print_json({"agency": sheet.agency.code, "period": sheet.period.key, "edition": sheet.edition.name, "leaves": leaves})
        return 0
    out = console()
    for leaf in leaves:
        for line in _lines(leaf, arguments.lang):
            out.print(line, soft_wrap=True)
    return 0


def _chosen(sheet: ScoreSheet, names: list[str] | None) -> list[Any]:
    if not names:
        return list(sheet.leaves)
    by_name = {name: leaf for leaf in sheet.leaves for name in (leaf.leaf.code, leaf.leaf.key)}
    unknown = [name for name in names if name not in by_name]
    if unknown:
        raise ProblemsFound(
            Problem(
                "leaf.unknown", f"bộ chỉ số {sheet.edition.name} không có tiêu chí «{name}»", did_you_mean(name, by_name), Place(path=name),
            ) for name in unknown
        )
    return [by_name[name] for name in names]


def _lines(leaf: dict[str, Any], language: str) -> list[str | Text]:
    labels = _LABELS[language]
    head = styled((f"{leaf['code']} {leaf['text'][language]}", "bold"), f"  {_points(leaf, language)}")
    lines: list[str | Text] = ["", head, f"  {labels['rule']}: {leaf['rule'][language]}"]
    for name in ("applied", "reason", "shortfall"):
        if leaf[name]:
            lines.append(f"  {labels[name]}: {leaf[name][language]}")
    for gain in leaf["gains"]:
        lines.append(f"  {labels['gain']}: {gain['change'][language]}: +{shown(Fraction(gain['points']), language, decimals=4)}")
    for one in leaf["measurements"]:
        item = one["item"][language] if one["item"] else one["code"]
        where = "; ".join(part for part in (one["source"]["title"], one["place"]) if part)
        lines.append(f"  {labels['data']}: {item}: {one['shown'][language]} · {one['period']} · {where}")
        if one["quote"]:
            lines.append(f"    «{one['quote']}»")
    lines.append(styled((f"  {labels['law']}: {leaf['legal_basis']}", "dim")))
    return lines


def _points(leaf: dict[str, Any], language: str) -> str:
    maximum = shown(Fraction(leaf["max_points"]), language)
    if leaf["points"] is not None:
        return f"{shown(Fraction(leaf['points']), language, decimals=4)}/{maximum}"
    return f"{_STATES[language][leaf['state']]} (/{maximum})"
