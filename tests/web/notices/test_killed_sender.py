"""The sender of the day's mail, killed by kill -9 in the middle: nobody gets the same twice, and all but the one under way get theirs."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PEOPLE = 60
SEND = """
import sys
from datetime import date, datetime, timezone
import django
django.setup()
from parix.web.accounts.queries import User
from parix.web.notices.actions import NewNotice, notify_each
from parix.web.notices.actions.mailing import send_digests

now = datetime(2026, 3, 2, tzinfo=timezone.utc)
if sys.argv[1] == "fill":
    people = User.objects.bulk_create(
        User(username=f"p{number:03}", email=f"p{number:03}@example.com", full_name="Người mẫu", folded_name="nguoi mau", sorting_name="mau") for number in range(int(sys.argv[2]))
    )
    words = {"what": "nộp phiếu tự chấm", "worth": "", "left": "Còn 3 ngày"}
    notify_each(notices=[NewNotice([one.pk for one in people], "notices.deadline_near", "assessment.Participation:1", "3:2026-03-05", "/", words)], now=now)
else:
    print(send_digests(day=date(2026, 3, 2), now=now, progress=lambda count, of: None))
"""


def run(var: Path, *words: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PARIX_")}
    environment = {**kept, "PARIX_VAR": str(var), "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "parix.web.project.settings"}
    return subprocess.Popen([sys.executable, "-c", SEND, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=var)


def addressed(var: Path) -> Counter[str]:
    """How often each address stands at the head of a mail in the folder."""
    written = "".join(path.read_text(encoding="utf-8", errors="replace") for path in (var / "mail").glob("*.log"))
    return Counter(re.findall(r"^To: (\S+)$", written, re.MULTILINE))


def test_a_killed_sender_never_sends_twice(tmp_path: Path, migrated_sqlite: Path) -> None:
    shutil.copy(migrated_sqlite, tmp_path / "parix.sqlite3")
    filled = run(tmp_path, "fill", str(PEOPLE))
    assert (filled.communicate(timeout=120), filled.returncode)[1] == 0
    sender = run(tmp_path, "send")
    until = time.monotonic() + 120
    while sum(addressed(tmp_path).values()) < 5:
        assert time.monotonic() < until and sender.poll() is None, "the sender was done before it could be killed"
        time.sleep(0.005)
    sender.send_signal(signal.SIGKILL)
    sender.communicate(timeout=30)
    before = addressed(tmp_path)
    assert 5 <= sum(before.values()) < PEOPLE
    again = run(tmp_path, "send")
    said, complaint = again.communicate(timeout=120)
    assert again.returncode == 0, complaint
    after = addressed(tmp_path)
    assert set(after.values()) == {1}
    assert len(after) in (PEOPLE - 1, PEOPLE)  # the one under way when it was killed is not tried again: it may have gone
    assert int(said) == len(after) - len(before)
    third = run(tmp_path, "send")
    assert third.communicate(timeout=120)[0].strip() == "0"


@pytest.mark.parametrize("text", ["To: a@example.com\n\nTo: a@example.com\n"])
def test_a_second_mail_would_be_seen(tmp_path: Path, text: str) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "x.log").write_text(text, encoding="utf-8")
    assert addressed(tmp_path) == {"a@example.com": 2}
