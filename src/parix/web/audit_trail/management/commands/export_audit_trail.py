"""`manage.py export_audit_trail > trail.jsonl`: the whole journal as JSON lines, with both hashes of every entry."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from parix.web.audit_trail.queries.entries import Filter, lines_of


class Command(BaseCommand):
    help = "Xuất nhật ký ra các dòng JSON (exports the audit trail as JSON lines)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scope", default="", help="chỉ các mục có mã này (cơ quan, đợt chấm)")

    def handle(self, *_args: Any, **options: Any) -> None:
        for line in lines_of(Filter(scope=options["scope"])):
            self.stdout.write(line, ending="")
