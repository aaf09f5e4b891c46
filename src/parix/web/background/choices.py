"""States of a run, and the room's own jobs in words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    QUEUED = "queued", _("đang chờ")
    RUNNING = "running", _("đang chạy")
    WAITING = "waiting", _("chờ chạy lại")
    DONE = "done", _("đã xong")
    FAILED = "failed", _("không chạy được")
    MERGED = "merged", _("gộp vào lần chạy khác")


OPEN = (State.QUEUED, State.RUNNING, State.WAITING)
ENDED = (State.DONE, State.FAILED, State.MERGED)

JOBS = {"parix.web.background.jobs.prune": _("dọn sổ việc nền cũ")}
