"""Stages of a round, states of a leaf, who scores it, and who leads it, in words for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    SELF_ASSESSMENT = "self_assessment", _("đang tự đánh giá")
    PUBLISHED = "published", _("đã công bố")


LEAF_STATES = {
    "scored": _("đã chấm"),
    "not_scored": _("chưa chấm được"),
    "dropped": _("loại khỏi điểm tối đa"),
    "not_applicable": _("không áp dụng"),
}

SCORED_BY = {
    "self_then_appraiser": _("cơ quan tự chấm, sau đó thẩm định"),
    "appraiser": _("cơ quan thẩm định chấm"),
    "survey": _("điều tra xã hội học"),
    "data": _("số liệu của hệ thống"),
}

EFFECTS = {"bonus": _("điểm thưởng"), "penalty": _("điểm trừ")}

LEADS = {
    "office": _("Văn phòng"),
    "inspectorate": _("Thanh tra"),
    "finance": _("bộ phận kế hoạch, tài chính"),
    "one_stop": _("Bộ phận Một cửa"),
    "it": _("bộ phận công nghệ thông tin"),
    "professional": _("các phòng chuyên môn"),
    "standards_metrology_quality": _("bộ phận tiêu chuẩn, đo lường, chất lượng"),
    "home_affairs": _("cơ quan nội vụ"),
    "justice": _("cơ quan tư pháp"),
    "science_technology": _("cơ quan khoa học và công nghệ"),
}
