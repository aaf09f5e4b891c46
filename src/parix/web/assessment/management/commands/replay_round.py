"""`manage.py replay_round cac-so-2026`: scores a stored batch again from what was known when it was scored, and compares every digit.

Exit code 1 when a sheet differs. Without `--batch`, the published batch, or the latest while the round is open.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parix.foundation.problems import ProblemsFound
from parix.foundation.version import SOFTWARE_VERSION
from parix.web.assessment.queries.rounds import round_by_slug
from parix.web.assessment.scoring_runs.two_clocks import replay


class Command(BaseCommand):
    help = "Chấm lại một lần chấm đã lưu từ những gì đã biết khi đó (replays a stored batch and compares)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="mã đợt chấm")
        parser.add_argument("--batch", type=int, default=None, help="lần chấm (mặc định: lần đã công bố)")

    def handle(self, *_args: Any, **options: Any) -> None:
        round = round_by_slug(options["slug"])
        if round is None:
            raise CommandError(f"không có đợt chấm «{options['slug']}» [round.unknown]")
        batch = round.shown_batch if options["batch"] is None else options["batch"]
        try:
            found = replay(round, batch)
        except ProblemsFound as refused:
            raise CommandError(str(refused)) from None
        if not found:
            raise CommandError(f"đợt chấm {round.slug} không có lần chấm {batch} [round.no_batch]")
        different = [one.agency_code for one in found if not one.is_same]
        if different:
            version = found[0].stored.get("software_version", "")
            by = f"; phiếu cũ do parix {version} chấm, nay là {SOFTWARE_VERSION}" if version != SOFTWARE_VERSION else ""
            raise CommandError(f"lần chấm {batch}: {len(different)} trên {len(found)} phiếu khác: {', '.join(different)}{by} [round.not_replayed]")
        self.stdout.write(f"lần chấm {batch}: {len(found)} phiếu chấm lại trùng từng chữ số")
