"""Levels, terms, fees and degrees of online service, words for the journal."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.functional import Promise
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


class ReviewState(models.TextChoices):
    PLANNED = "planned", _("chưa rà soát")
    REVIEWED = "reviewed", _("đã rà soát")
    DROPPED = "dropped", _("đưa ra khỏi kế hoạch")


class Proposal(models.TextChoices):
    """What a review ends with."""

    KEEP = "keep", _("giữ nguyên")
    SIMPLIFY = "simplify", _("sửa đổi, đơn giản hóa")
    REPLACE = "replace", _("thay thế, gộp vào thủ tục khác")
    ABOLISH = "abolish", _("bãi bỏ")


class ReviewVerb(models.TextChoices):
    REVIEW = "review", _("ghi kết quả rà soát")
    DROP = "drop", _("đưa ra khỏi kế hoạch")
    REOPEN = "reopen", _("rà soát lại")


# What a version is or is not, or nobody has said; none is taken for the other.
MARKS: Mapping[str, str | Promise] = {
    "interlinked": _("liên thông"), "is_one_stop": _("tiếp nhận tại Bộ phận một cửa"), "is_settled_at_counter": _("giải quyết xong tại Bộ phận một cửa"),
    "needs_population_data": _("cần dữ liệu dân cư"), "is_population_data_connected": _("đã kết nối dữ liệu dân cư"),
}
# What a workbook of the catalogue changes, in words.
COLUMN_WORDS = {
    "name": _("tên"), "term": _("thời hạn"), "fee": _("phí, lệ phí"), "online": _("mức dịch vụ công trực tuyến"), "ordered_on": _("ngày văn bản có hiệu lực"),
    "decision": _("quyết định công bố"), "published_on": _("ngày công khai"), **MARKS, "sets": _("số bộ hồ sơ"),
    "papers": _("thành phần hồ sơ"), "steps": _("trình tự"), "ways": _("cách thức"), "subjects": _("đối tượng"), "authority": _("cơ quan giải quyết"),
    "result": _("kết quả"), "forms": _("mẫu đơn"), "conditions": _("yêu cầu, điều kiện"), "legal_basis": _("căn cứ pháp lý"),
}  # fmt: skip

# A dossier can be sent in through these; levels 1 and 2 only inform.
TAKES_DOSSIERS = (Online.LEVEL_3, Online.LEVEL_4, Online.PARTIAL, Online.END_TO_END)
# Units of this kind keep the catalogue beside the agency's reform officer.
ONE_STOP = UnitKind.ONE_STOP

# What workbooks that go up in pieces are for.
SENT = "procedures.sent"

ACTS = {
    "procedures.added": _("thêm thủ tục vào danh mục"),
    "procedures.version_added": _("thêm phiên bản của thủ tục"),
    "procedures.online_set": _("ghi mức dịch vụ công trực tuyến"),
    "procedures.changed": _("sửa thông tin thủ tục"),
    "procedures.version_corrected": _("sửa nội dung một phiên bản"),
    "procedures.abolished": _("ghi ngày hết hiệu lực của thủ tục"),
    "procedures.imported": _("nhập danh mục từ tệp"),
    "procedures.review_planned": _("đưa thủ tục vào kế hoạch rà soát"),
    "procedures.review_review": _("ghi kết quả rà soát thủ tục"),
    "procedures.review_drop": _("đưa thủ tục ra khỏi kế hoạch rà soát"),
    "procedures.review_reopen": _("rà soát lại thủ tục"),
}
JOBS = {
    "parix.web.onestop.procedures.jobs.count": _("đếm danh mục thủ tục"),
    "parix.web.onestop.procedures.jobs.forget_tables": _("bỏ danh mục thủ tục chưa nhập"),
}
COLUMNS = {
    "procedure": _("thủ tục"), "level": _("cấp giải quyết"), "in_force_from": _("có hiệu lực từ"), "online": _("mức dịch vụ công trực tuyến"),
    "term": _("thời hạn"), "fee": _("phí, lệ phí"), "published_on": _("ngày công khai"), "proposal": _("kiến nghị"), "procedures": _("số thủ tục"),
    "last_day": _("ngày cuối có hiệu lực"),
}  # fmt: skip
