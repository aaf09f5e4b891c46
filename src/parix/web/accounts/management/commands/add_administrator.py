"""`manage.py add_administrator AGENCY USERNAME FULL_NAME`: the first administrator, and the address to set a password.

Everybody else is added in the pages.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.actions.people import add_person, make_reset_link
from parix.web.accounts.choices import Role
from parix.web.organisations.queries import agency_by_code


class Command(BaseCommand):
    help = "Thêm quản trị người dùng đầu tiên của một cơ quan (adds the first administrator of an agency)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("agency", help="mã cơ quan")
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("full_name", help="họ và tên")
        parser.add_argument("--email", default="", help="thư điện tử")

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        agency = agency_by_code(options["agency"])
        if agency is None:
            raise CommandError(f"không có cơ quan mã «{options['agency']}»; nạp danh mục bằng load_agencies trước")
        try:
            person = add_person(
                username=options["username"], full_name=options["full_name"], email=options["email"], agency=agency, role=Role.ADMINISTRATOR,
                valid_from=timezone.localdate(), must_be_new=True, by="system",
            )
            who, key = make_reset_link(person=person, by="system")
        except ProblemsFound as found:
            raise CommandError(str(found)) from None
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": who, "key": key})
        self.stdout.write(f"{person.full_name} quản trị {agency.name}. Đặt mật khẩu tại: {settings.SITE_URL}{path}")
