"""`manage.py load_demo`: the made-up province into an empty database; a second run changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from parix.web.demo_loading.actions import NotADemoDatabase, load_demo, usual_year
from parix.web.demo_loading.choices import DemoStage


class Command(BaseCommand):
    help = "Nạp dữ liệu mẫu vào cơ sở dữ liệu trống (loads the demonstration into an empty database)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, default=None, help="năm được chấm (mặc định: năm nay khi đang tự đánh giá, rồi năm hết trước khi tự đánh giá)")
        parser.add_argument("--stage", choices=DemoStage.values, default=DemoStage.SELF_ASSESSMENT.value, help="giai đoạn của đợt chấm")

    def handle(self, *_args: Any, **options: Any) -> None:
        now, stage = timezone.now(), DemoStage(options["stage"])
        try:
            rounds = load_demo(year=options["year"] or usual_year(stage, now), at=now, stage=stage)
        except NotADemoDatabase as refused:
            raise CommandError(str(refused)) from None
        for round in rounds:
            self.stdout.write(f"{round.slug}: {round.title_vi}, {round.get_stage_display()}")
