"""`parix document`: reads an official document, checks its figures, signs it, verifies its signatures."""

from __future__ import annotations

import argparse
from typing import Any

from parix.cli import document_reading, document_signing

_VERBS = (document_reading, document_signing)


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("document", help="văn bản hành chính", description="Đọc, kiểm tra số liệu và ký số văn bản hành chính.")
    verbs = parser.add_subparsers(dest="verb", metavar="VIỆC", required=True, parser_class=type(parser))
    for module in _VERBS:
        module.add_parsers(verbs)


def run(arguments: argparse.Namespace) -> int:
    code: int = arguments.run(arguments)
    return code
