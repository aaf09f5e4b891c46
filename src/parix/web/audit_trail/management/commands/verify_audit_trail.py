"""`manage.py verify_audit_trail`: walks the journal's chain and names the first broken entry; exit code 1 when there is one.

Its last line may be written down on paper: given back later as `--anchor`, it proves that nothing before it was rewritten.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parix.web.audit_trail.queries.verification import CHANGED, INSERTED, MISSING, REORDERED, Anchor, verify

WORDS = {
    CHANGED: "đã bị sửa", MISSING: "đã bị mất", INSERTED: "đã bị chèn vào", REORDERED: "đã bị đổi chỗ",
}


class Command(BaseCommand):
    help = "Kiểm tra chuỗi băm của nhật ký (verifies the hash chain of the audit trail)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchor", default="", help="số:mã băm đã ghi lại lần trước, ví dụ 120:9f86d0…")

    def handle(self, *_args: Any, **options: Any) -> None:
        verdict = verify(_anchor(options["anchor"]))
        if verdict.broken is not None:
            broken = verdict.broken
            raise CommandError(
                f"nhật ký hỏng: mục số {broken.sequence} {WORDS[broken.kind]} [audit.{broken.kind}]; "
                f"các mục 1..{verdict.last} còn nguyên. Giữ nguyên cơ sở dữ liệu và đối chiếu với bản sao lưu."
            )
        self.stdout.write(f"nhật ký nguyên vẹn: {verdict.entries} mục")
        self.stdout.write(f"{verdict.last}:{verdict.hash}")


def _anchor(text: str) -> Anchor | None:
    if not text:
        return None
    matched = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", text)
    if matched is None:
        raise CommandError("--anchor: viết số:mã băm, đúng như dòng cuối của lần kiểm tra trước [audit.anchor_unreadable]")
    return Anchor(int(matched[1]), matched[2])
