"""Kinds of agency and of unit, in the words of the editions of criteria sets, and what can happen to an agency."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    MINISTRY = "ministry", _("bộ, ngành")
    PROVINCE = "province", _("tỉnh, thành phố")
    DEPARTMENT = "department", _("sở, ban, ngành")
    COMMUNE = "commune", _("xã, phường, đặc khu")


class UnitKind(models.TextChoices):
    """The first ones are the words that editions use for who leads a leaf."""

    OFFICE = "office", _("văn phòng")
    INSPECTORATE = "inspectorate", _("thanh tra")
    FINANCE = "finance", _("kế hoạch, tài chính")
    ONE_STOP = "one_stop", _("bộ phận Một cửa")
    IT = "it", _("công nghệ thông tin, chuyển đổi số")
    PROFESSIONAL = "professional", _("phòng chuyên môn")
    STANDARDS = "standards_metrology_quality", _("tiêu chuẩn, đo lường, chất lượng")
    PERSONNEL = "personnel", _("tổ chức cán bộ")
    LEGAL = "legal", _("pháp chế")
    HOME_AFFAIRS = "home_affairs", _("nội vụ")
    JUSTICE = "justice", _("tư pháp")
    SCIENCE_TECHNOLOGY = "science_technology", _("khoa học và công nghệ")
    LEADERSHIP = "leadership", _("lãnh đạo cơ quan")
    SUB_DEPARTMENT = "sub_department", _("chi cục, ban thuộc cơ quan")
    PUBLIC_SERVICE = "public_service", _("đơn vị sự nghiệp công lập")


class SuccessionKind(models.TextChoices):
    MERGER = "merger", _("sáp nhập")
    SPLIT = "split", _("chia tách")
    RENAME = "rename", _("đổi tên, đổi loại")


# The room's acts and columns in words, for the audit trail's pages.
ACTS = {
    "organisations.agency_registered": _("thêm cơ quan"),
    "organisations.agency_changed": _("sửa cơ quan"),
    "organisations.agency_renamed": _("đổi tên, đổi loại cơ quan"),
    "organisations.name_came_into_force": _("tên mới của cơ quan có hiệu lực"),
    "organisations.merger_recorded": _("ghi sáp nhập"),
    "organisations.split_recorded": _("ghi chia tách"),
    "organisations.unit_added": _("thêm đơn vị"),
    "organisations.unit_changed": _("sửa đơn vị"),
    "organisations.unit_closed": _("ghi ngày hoạt động cuối của đơn vị"),
    "organisations.unit_reopened": _("cho đơn vị hoạt động trở lại"),
}
JOBS = {"parix.web.organisations.jobs.bring_names_up_to_date": _("cập nhật tên cơ quan theo ngày hiệu lực")}
COLUMNS = {
    "code": _("mã"), "name": _("tên"), "short_name": _("tên viết tắt"), "type_name": _("tên loại"), "traits": _("đặc điểm"),
    "ranking_group": _("khối xếp hạng"), "parent": _("thuộc"), "duties": _("kiêm thêm việc"), "on": _("ngày hiệu lực"), "decision": _("căn cứ"),
    "predecessors": _("trước thay đổi"), "successors": _("sau thay đổi"),
}  # fmt: skip

# How spreadsheets and names of units say their kind, without marks; the first that stands in the words counts.
UNIT_KIND_WORDS: tuple[tuple[str, UnitKind], ...] = (
    ("mot cua", UnitKind.ONE_STOP), ("hanh chinh cong", UnitKind.ONE_STOP),
    ("tieu chuan", UnitKind.STANDARDS), ("do luong", UnitKind.STANDARDS),
    ("thanh tra", UnitKind.INSPECTORATE), ("phap che", UnitKind.LEGAL), ("tu phap", UnitKind.JUSTICE), ("noi vu", UnitKind.HOME_AFFAIRS),
    ("to chuc can bo", UnitKind.PERSONNEL), ("to chuc", UnitKind.PERSONNEL), ("tai chinh", UnitKind.FINANCE), ("ke hoach", UnitKind.FINANCE),
    ("ke toan", UnitKind.FINANCE), ("trung tam", UnitKind.PUBLIC_SERVICE), ("su nghiep", UnitKind.PUBLIC_SERVICE), ("vien", UnitKind.PUBLIC_SERVICE),
    ("chi cuc", UnitKind.SUB_DEPARTMENT), ("chuyen doi so", UnitKind.IT), ("cong nghe thong tin", UnitKind.IT),
    ("van phong", UnitKind.OFFICE), ("ban giam doc", UnitKind.LEADERSHIP), ("lanh dao", UnitKind.LEADERSHIP), ("phong", UnitKind.PROFESSIONAL),
)  # fmt: skip
