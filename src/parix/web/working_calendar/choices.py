"""What a day can be, and the room's acts in words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    """The words of the engine's calendar."""

    OFF = "off", _("nghỉ cả ngày")
    WORKED = "worked", _("làm việc cả ngày")
    MORNING = "morning", _("chỉ làm buổi sáng")
    AFTERNOON = "afternoon", _("chỉ làm buổi chiều")


class ChangeKind(models.TextChoices):
    SET = "set", _("ghi ngày")
    SWAPPED = "swapped", _("hoán đổi ngày làm việc")
    REMOVED = "removed", _("bỏ ngày đã ghi")


ACTS = {
    "working_calendar.set": _("ghi ngày vào lịch làm việc"),
    "working_calendar.swapped": _("hoán đổi ngày làm việc"),
    "working_calendar.removed": _("bỏ ngày đã ghi trong lịch làm việc"),
}
COLUMNS = {"day": _("ngày"), "worked": _("ngày làm bù"), "kind": _("loại"), "name": _("tên"), "act": _("văn bản"), "touched": _("thời hạn bị ảnh hưởng")}
