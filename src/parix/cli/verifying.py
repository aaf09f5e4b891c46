"""`parix verify`: computes a result bundle again and names everything that does not agree."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from parix.cli.inputs import add_json
from parix.cli.output import console, print_json, print_problems
from parix.foundation.numbers import exact_text, shown
from parix.foundation.problems import ProblemsFound
from parix.scoring.bundles import MAX_BUNDLE_BYTES, verify_bundle


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("verify", help="xác minh một gói kết quả", description="Tính lại gói kết quả và nêu từng chỗ không khớp.")
    parser.add_argument("bundle", metavar="GÓI", help="gói kết quả do parix bundle ghi")
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 when the bundle was changed or does not come out."""
    try:
        with Path(arguments.bundle).open("rb") as file:
            verified = verify_bundle(file.read(MAX_BUNDLE_BYTES + 1), arguments.bundle)
    except ProblemsFound as found:
        print_problems(found.problems, as_json=arguments.json)
        return 1
    sheet = verified.sheet
    if arguments.json:
        print_json({
            "verified": True, "sha256": verified.fingerprint, "edition": sheet.edition.name, "fingerprint": sheet.edition.fingerprint,
            "agency": sheet.agency.code, "period": sheet.period.key, "points": exact_text(sheet.total.points), "index": exact_text(sheet.index),
        })
    else:
        points = f"{shown(sheet.total.points, 'vi', decimals=4)}/{shown(sheet.total.applicable_max, 'vi')}"
        console().print(f"✓ {sheet.agency.name}, {sheet.period}: tính lại đúng từng điểm ({points})\n  SHA-256 {verified.fingerprint}", soft_wrap=True)
    return 0
