"""`manage.py load_demo`: the made-up province into an empty database; a second run changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from parix.web.demo_loading.actions import NotADemoDatabase, load_demo


class Command(BaseCommand):
    help = "Nạp dữ liệu mẫu vào cơ sở dữ liệu trống (loads the demonstration into an empty database)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, default=None, help="năm đang chấm (mặc định: năm nay)")

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            rounds = load_demo(year=options["year"] or timezone.localdate(now).year, at=now)
        except NotADemoDatabase as refused:
            raise CommandError(str(refused)) from None
        for round in rounds:
            self.stdout.write(f"{round.slug}: {round.title_vi}, {round.get_stage_display()}")
