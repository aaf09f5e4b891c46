"""`manage.py seal_personal_data_anew`: after a change of keys, what an older one sealed is sealed by the newest; says what is left."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from parix.web.oversight.actions import BATCH, keys_in_use, seal_everything_anew


class Command(BaseCommand):
    help = "Khóa lại dữ liệu cá nhân bằng khóa mới nhất (seals personal data anew with the newest key)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--report", action="store_true", help="chỉ cho biết còn bao nhiêu theo từng khóa")
        parser.add_argument("--batch", type=int, default=BATCH, help="số dòng mỗi lượt ghi")
        parser.add_argument("--batches", type=int, default=None, help="dừng sau từng này lượt; chạy lại thì làm tiếp")

    def handle(self, *_args: Any, **options: Any) -> None:
        done = None
        if not options["report"]:
            done = seal_everything_anew(now=timezone.now(), progress=self._progress, batch=max(options["batch"], 1), most=options["batches"])
            self.stdout.write(f"đã khóa lại {done.written} dòng")
        older = self._report()
        if done is not None and done.unopened:
            raise CommandError(f"{done.unopened} dòng không mở được: thêm khóa cũ của chúng vào PARIX_PERSONAL_KEYS rồi chạy lại")
        if done is not None and not done.is_whole:
            self.stdout.write("chưa hết: chạy lại để làm tiếp")
        elif settings.PERSONAL_LOOKUP_KEY_BEFORE and done is not None:
            self.stdout.write("các băm tìm kiếm đã theo khóa mới" if not done.written else "chạy lần nữa: khi không còn dòng nào phải khóa lại là xong")
        if older:
            self.stdout.write(f"còn dùng khóa {', '.join(map(str, older))}: giữ trong PARIX_PERSONAL_KEYS")

    def _report(self) -> list[int]:
        """Prints what lies under which key; returns the older keys that are still needed."""
        newest, older = max(settings.PERSONAL_KEYS), set[int]()
        for name, counts in keys_in_use().items():
            said = ", ".join(f"khóa {key}: {counts[key]}" for key in sorted(counts)) or "không có gì"
            self.stdout.write(f"{name}: {said}")
            older |= {key for key in counts if key != newest}
        return sorted(older)

    def _progress(self, count: int, of: int) -> None:
        self.stdout.write(f"{count}/{of}")
