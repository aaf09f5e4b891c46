"""Questions with the points of their answers, by the codes of the indicators' table; words for the journal.

Circular 01/2018/TT-VPCP, articles 13 to 15, gives indices 4, 6 and 7 as 2, 1 or 0 points for each dossier; how the questions are put is
this product's own.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Overall(models.IntegerChoices):
    LIKED = 3, _("hài lòng")
    FAIR = 2, _("bình thường")
    DISLIKED = 1, _("không hài lòng")


class AgenciesContacted(models.IntegerChoices):
    NONE = 2, _("không phải liên hệ cơ quan nào khác")
    ONE = 1, _("một cơ quan khác")
    MORE = 0, _("từ hai cơ quan khác trở lên")


class Publicity(models.IntegerChoices):
    FULL = 2, _("đầy đủ, dễ thấy")
    PARTLY = 1, _("có nhưng thiếu hoặc khó tìm")
    NONE = 0, _("không thấy")


class Attitude(models.IntegerChoices):
    GOOD = 2, _("lịch sự, đúng mực")
    FAIR = 1, _("bình thường")
    POOR = 0, _("không đúng mực")


class Way(models.TextChoices):
    ONLINE = "online", _("trực tuyến")
    PAPER = "paper", _("phiếu giấy")


ACTS = {"ratings.rated": _("đánh giá việc giải quyết hồ sơ")}
COLUMNS = {"overall": _("mức hài lòng"), "way": _("cách đánh giá")}
