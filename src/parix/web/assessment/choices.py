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


class View(models.TextChoices):
    """Whose eyes a score is seen with."""

    SELF = "self", _("cơ quan tự chấm")
    FIRST = "first", _("thẩm định lần một")
    SECOND = "second", _("thẩm định lần hai")
    COUNCIL = "council", _("Hội đồng thẩm định")


class ClaimState(models.TextChoices):
    OPEN = "open", _("chưa khai")
    DRAFTED = "drafted", _("đang khai")
    READY = "ready", _("đơn vị đã khai xong")
    CHECKED = "checked", _("đã kiểm tra")


class WindowState(models.TextChoices):
    """How the time of a stage stands at a moment, for one agency."""

    NOT_SET = "not_set", _("chưa đặt thời gian")
    BEFORE = "before", _("chưa tới ngày mở")
    OPEN = "open", _("đang mở")
    UNLOCKED = "unlocked", _("được mở lại sau hạn")
    LOCKED = "locked", _("đã khoá")
    PUBLISHED = "published", _("đợt chấm đã công bố")


class CertificationStep(models.TextChoices):
    CHECKED = "checked", _("cán bộ cải cách hành chính kiểm tra")
    APPROVED = "approved", _("lãnh đạo cơ quan phê duyệt")


# An agency claims these leaves only; the others are fed by data, by a survey, or are the appraiser's.
CLAIMED_LEAVES = frozenset({"self_then_appraiser"})
# A leaf whose figure comes from such a source shows it and cannot be typed over.
FED_BY = frozenset({"register", "snapshot", "survey", "extract"})
# The setting of a leaf under which an agency may itself say that nothing arose: its maximum stays as it is.
NOTHING_AROSE_CLAIMED = frozenset({"full", "zero"})

ACTS = {
    "assessment.claim_saved": _("lưu tự đánh giá một tiêu chí"),
    "assessment.duties_changed": _("phân công tiêu chí"),
    "assessment.checked": _("kiểm tra phiếu tự chấm"),
    "assessment.approved": _("phê duyệt phiếu tự chấm"),
    "assessment.submitted": _("nộp phiếu tự chấm"),
    "assessment.window_set": _("đặt thời gian tự đánh giá"),
    "assessment.unlocked": _("mở khoá sau hạn"),
}
