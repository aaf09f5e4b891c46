"""Levels, terms, fees and degrees of online service, words for the journal."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from parix.web.organisations.choices import UnitKind


class CodeKind(models.TextChoices):
    NATIONAL = "national", _("mã quốc gia")
    OLD = "old", _("mã của cổng cũ")
    OWN = "own", _("mã trong danh mục này")


class Level(models.TextChoices):
    """Who settles it."""

    MINISTRY = "ministry", _("cấp bộ")
    PROVINCE = "province", _("cấp tỉnh")
    DISTRICT = "district", _("cấp huyện")
    COMMUNE = "commune", _("cấp xã")


class TermUnit(models.TextChoices):
    WORKING_DAYS = "working_days", _("ngày làm việc")
    DAYS = "days", _("ngày")
    WORKING_HOURS = "working_hours", _("giờ làm việc")


class Fee(models.TextChoices):
    UNKNOWN = "unknown", _("chưa rõ")
    NONE = "none", _("không thu")
    CHARGED = "charged", _("có thu")


class Online(models.TextChoices):
    """Levels 1 to 4 until decree 42/2022, two degrees since."""

    NONE = "none", _("chưa cung cấp trực tuyến")
    LEVEL_1 = "level_1", _("mức độ 1")
    LEVEL_2 = "level_2", _("mức độ 2")
    LEVEL_3 = "level_3", _("mức độ 3")
    LEVEL_4 = "level_4", _("mức độ 4")
    PARTIAL = "partial", _("một phần")
    END_TO_END = "end_to_end", _("toàn trình")


class Scope(models.TextChoices):
    """Whether the procedure stands in the quality system's list."""

    UNKNOWN = "unknown", _("chưa rõ")
    INSIDE = "inside", _("trong phạm vi ISO 9001")
    OUTSIDE = "outside", _("ngoài phạm vi ISO 9001")


# A dossier can be sent in through these; levels 1 and 2 only inform.
TAKES_DOSSIERS = (Online.LEVEL_3, Online.LEVEL_4, Online.PARTIAL, Online.END_TO_END)
# Units of this kind keep the catalogue beside the agency's reform officer.
ONE_STOP = UnitKind.ONE_STOP

ACTS = {
    "procedures.added": _("thêm thủ tục vào danh mục"),
    "procedures.version_added": _("thêm phiên bản của thủ tục"),
    "procedures.online_set": _("ghi mức dịch vụ công trực tuyến"),
}
COLUMNS = {
    "procedure": _("thủ tục"), "level": _("cấp giải quyết"), "in_force_from": _("có hiệu lực từ"), "online": _("mức dịch vụ công trực tuyến"),
}  # fmt: skip
