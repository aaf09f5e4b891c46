"""`parix bundle`: writes a result bundle that anyone can verify offline."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from parix.cli.inputs import add_edition, add_json
from parix.cli.new_files import write_new
from parix.cli.output import console, print_json
from parix.cli.scoring import sheet_of
from parix.foundation.numbers import exact_text
from parix.scoring.bundles import bundle_bytes, bundle_fingerprint


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("bundle", help="đóng gói kết quả", description="Ghi gói kết quả mà ai cũng tính lại được, không cần mạng.")
    parser.add_argument("file", metavar="TỆP", help="tệp số đo của một cơ quan, một kỳ")
    parser.add_argument("--out", "-o", required=True, metavar="GÓI", help="tệp .zip sẽ ghi (không ghi đè)")
    add_edition(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Side effect: writes the bundle whole or not at all, and never over another file."""
    sheet = sheet_of(arguments)
    content = bundle_bytes(sheet)
    write_new(Path(arguments.out), content, "bundle.exists")
    fingerprint = bundle_fingerprint(content)
    if arguments.json:
        print_json({"bundle": arguments.out, "sha256": fingerprint, "index": exact_text(sheet.index), "points": exact_text(sheet.total.points)})
    else:
        console().print(f"✓ {arguments.out}\n  SHA-256 {fingerprint}", soft_wrap=True)
    return 0
