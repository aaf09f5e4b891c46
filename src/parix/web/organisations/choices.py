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
