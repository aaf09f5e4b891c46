"""`manage.py demo_server`: serves the demonstration on this machine only and says where and how to sign in."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from parix.web.demo_loading.choices import PASSWORD
from parix.web.demo_loading.queries import followed_round, sign_in_lines

# The demonstration's password is known to everybody, so it never listens to the network.
HOST = "127.0.0.1"


class Server(BaseApplication):
    """gunicorn with its options from here instead of from files and arguments."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        return get_wsgi_application()


class Command(BaseCommand):
    help = "Chạy bản minh họa trên máy này (serves the demonstration on this machine)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT, help="cổng (mặc định: biến PORT, hoặc 8000)")

    def handle(self, *_args: Any, **options: Any) -> None:
        port = options["port"]
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                raise CommandError(f"cổng {port} đang có chương trình khác dùng: chọn cổng khác, ví dụ make demo PORT={port + 1}") from None
        call_command("collectstatic", interactive=False, verbosity=0)
        self._say(f"http://{HOST}:{port}/")
        # The worker of the background jobs lives as long as the server, whose process it watches.
        subprocess.Popen([sys.executable, sys.argv[0], "run_background", "--parent", str(os.getpid())])
        Server({
            "bind": f"{HOST}:{port}", "worker_class": "gthread", "workers": 1, "threads": 8, "loglevel": "warning", "control_socket_disable": True,
        }).run()

    def _say(self, address: str) -> None:
        round = followed_round()
        lines = [
            "",
            f"  parix: {address}",
            *([f"  {round.title_vi}: {round.get_stage_display()}"] if round else []),
            "",
            "  Xem công khai không cần đăng nhập. / Public pages need no sign-in.",
            f"  Mật khẩu chung / password for all: {PASSWORD}",
            "  Tên đăng nhập / user names:",
            *(f"    {line}" for line in sign_in_lines()),
            "",
            "  Dừng: Ctrl+C. / Stop: Ctrl+C.",
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
