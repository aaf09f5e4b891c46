"""`manage.py load_agencies provinces --only CODE`: a shipped code list of agencies with their mergers; a second run changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from parix.foundation.agency_lists import SHIPPED, read_agency_list
from parix.foundation.problems import ProblemsFound
from parix.web.organisations.actions.code_lists import load_agency_list


class Command(BaseCommand):
    help = "Nạp danh mục cơ quan, gồm cả sáp nhập, chia tách (loads a code list of agencies with their mergers and splits)"

    def add_arguments(self, parser: CommandParser) -> None:
        known = ", ".join(sorted(path.stem for path in SHIPPED.glob("*.yaml")))
        parser.add_argument("list", help=f"tên danh mục có sẵn ({known}) hoặc đường dẫn một tệp YAML")
        parser.add_argument("--only", nargs="+", default=(), metavar="MÃ", help="chỉ những mã này và cơ quan đã sáp nhập, chia tách với chúng")

    def handle(self, *_args: Any, **options: Any) -> None:
        named = SHIPPED / f"{options['list']}.yaml"
        listed, problems = read_agency_list(named if named.exists() else Path(options["list"]))
        if listed is None:
            raise CommandError("\n".join(str(problem) for problem in problems))
        unknown = set(options["only"]) - {one.code for one in listed.agencies}
        if unknown:
            raise CommandError(f"danh mục «{listed.key}» không có mã {', '.join(sorted(unknown))}")
        today = timezone.localdate()
        try:
            loaded = load_agency_list(listed=listed, only=options["only"], today=today, by="system")
        except ProblemsFound as found:
            raise CommandError(str(found)) from None
        now = [agency for agency in loaded if agency.valid_until is None or agency.valid_until >= today]
        self.stdout.write(f"{listed.title.vi}: {len(loaded)} cơ quan, {len(now)} còn hoạt động ngày {today:%d/%m/%Y}")
