"""`parix compare`: what changed between two editions, and what a mapping carries over."""

from __future__ import annotations

import argparse
from typing import Any

from parix.cli.inputs import add_json, add_language, edition_named
from parix.cli.output import console, print_json, table
from parix.criteria.comparing import Change, Comparison, compare
from parix.criteria.mapping import EditionMapping, carry, read_mapping
from parix.foundation.phrases import Phrase
from parix.foundation.problems import ProblemsFound
from parix.scoring.kept_words import sentence_of

_KINDS = {
    "vi": {
        "added": "thêm", "dropped": "bỏ", "renamed": "đổi tên", "moved": "chuyển chỗ", "re_pointed": "đổi điểm", "re_ruled": "đổi quy tắc",
        "re_measured": "đổi số đo", "re_scoped": "đổi phạm vi", "evidence_changed": "đổi tài liệu",
    },
    "en": {
        "added": "added", "dropped": "dropped", "renamed": "renamed", "moved": "moved", "re_pointed": "re-pointed", "re_ruled": "re-ruled",
        "re_measured": "re-measured", "re_scoped": "re-scoped", "evidence_changed": "evidence",
    },
}
_AROSE = {
    "vi": {"": "không phát sinh", "drop": "loại khỏi điểm tối đa", "full": "điểm tối đa", "zero": "0 điểm", "unsaid": "không nói"},
    "en": {"": "nothing arose", "drop": "left out of the maximum", "full": "full points", "zero": "no points", "unsaid": "not said"},
}


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "compare", help="so sánh hai phiên bản", description="Hai phiên bản khác nhau ở đâu, và bảng chuyển đổi mang sang được những gì.",
    )
    parser.add_argument("old", metavar="CŨ", help="phiên bản cũ")
    parser.add_argument("new", metavar="MỚI", help="phiên bản mới")
    add_language(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    old, new = edition_named(arguments.old), edition_named(arguments.new)
    comparison = compare(old, new)
    mapping, problems = read_mapping(old, new)
    if mapping is None:
        raise ProblemsFound(problems)
    left = carry(mapping, {key: leaf.code for key, leaf in old.leaves.items()}).left
    if arguments.json:
        print_json({
            "old": old.name, "new": new.name, "changes": [{**change.to_json(), **_rules_json(change, comparison)} for change in comparison.changes],
            "comparable": sorted(comparison.comparable_keys),
            "carried": {key: list(targets) for key, targets in sorted(mapping.targets.items())},
            "not_carried": [{"key": key, "code": code, "reason": {"vi": why.text("vi"), "en": why.text("en")}} for key, code, why in left],
        })
        return 0
    _show(comparison, mapping, arguments.lang)
    out = console()
    for key, code, why in left:
        lead = {"vi": "Không chuyển được", "en": "Not carried"}[arguments.lang]
        out.print(f"✗ {lead}: {code} ({key}): {why.text(arguments.lang)}", soft_wrap=True)
    return 0


def _show(comparison: Comparison, mapping: EditionMapping, language: str) -> None:
    heads = {"vi": ("Thay đổi", "Cũ", "Mới", "Nội dung"), "en": ("Change", "Old", "New", "What")}[language]
    made = table(f"{comparison.old.name} → {comparison.new.name}", [(head, "left") for head in heads])
    for change in comparison.changes:
        made.add_row(_KINDS[language][change.kind], change.old_code, change.new_code, _words(change, comparison, language))
    console().print(made)
    moved = sum(targets != (key,) for key, targets in mapping.targets.items())
    words = {
        "vi": f"{len(comparison.comparable_keys)} tiêu chí so sánh được giữa hai năm; {len(mapping.targets)} được chuyển sang, trong đó {moved} đổi chỗ",
        "en": f"{len(comparison.comparable_keys)} leaves are comparable year on year; {len(mapping.targets)} are carried, {moved} of them to other leaves",
    }
    console().print(words[language], soft_wrap=True)


def _words(change: Change, comparison: Comparison, language: str) -> str:
    """What changed; of a rule, both sentences, so that an official can set them side by side."""
    was, now = _sentences(change, comparison)
    if was is None or now is None or was.text(language) == now.text(language):
        return change.words.text(language)
    before, after = {"vi": ("trước", "nay"), "en": ("before", "now")}[language]
    lines = [f"{before}: {was.text(language)}", f"{after}: {now.text(language)}"]
    old, new = comparison.old.leaves[change.key].nothing_arose, comparison.new.leaves[change.key].nothing_arose
    if old != new:
        lines.append(f"{_AROSE[language]['']}: {_AROSE[language][old or 'unsaid']} → {_AROSE[language][new or 'unsaid']}")
    return "\n".join(lines)


def _rules_json(change: Change, comparison: Comparison) -> dict[str, Any]:
    was, now = _sentences(change, comparison)
    if was is None or now is None:
        return {}
    return {"old_rule": {"vi": was.text("vi"), "en": was.text("en")}, "new_rule": {"vi": now.text("vi"), "en": now.text("en")}}


def _sentences(change: Change, comparison: Comparison) -> tuple[Phrase | None, Phrase | None]:
    """The rule of the latest day in words, before and after; None where the rule did not change."""
    if change.kind != "re_ruled":
        return None, None
    old, new = comparison.old.leaves[change.key], comparison.new.leaves[change.key]
    return sentence_of(old, old.rule[-1].rule), sentence_of(new, new.rule[-1].rule)
