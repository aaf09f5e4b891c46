"""Roles, each with what it means in words for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    STAFF = "staff", _("công chức của đơn vị")
    UNIT_HEAD = "unit_head", _("trưởng đơn vị")
    REFORM_OFFICER = "reform_officer", _("cán bộ cải cách hành chính")
    DIRECTOR = "director", _("lãnh đạo cơ quan")
    APPRAISER = "appraiser", _("người thẩm định")
    COUNCIL_MEMBER = "council_member", _("thành viên Hội đồng thẩm định")
    COORDINATOR = "coordinator", _("điều phối của Sở Nội vụ")
    AUDITOR = "auditor", _("kiểm toán, thanh tra")
    ADMINISTRATOR = "administrator", _("quản trị người dùng")


ROLE_DUTIES = {
    Role.STAFF: _("điền số liệu và tài liệu kiểm chứng cho các tiêu chí giao cho đơn vị mình"),
    Role.UNIT_HEAD: _("chịu trách nhiệm về các tiêu chí của đơn vị mình, giao việc và xác nhận"),
    Role.REFORM_OFFICER: _("theo dõi phiếu điểm của cơ quan mình, phân công các đơn vị và chuẩn bị hồ sơ gửi thẩm định"),
    Role.DIRECTOR: _("phê duyệt phiếu tự chấm của cơ quan mình và chịu trách nhiệm về kết quả"),
    Role.APPRAISER: _("thẩm định các lĩnh vực được giao của mọi cơ quan, đưa ra kết luận có lý do"),
    Role.COUNCIL_MEMBER: _("xem toàn bộ kết quả thẩm định và biểu quyết những điểm còn ý kiến khác nhau"),
    Role.COORDINATOR: _("mở đợt chấm, chấm điểm và công bố kết quả của mọi cơ quan trong tỉnh"),
    Role.AUDITOR: _("xem mọi phiếu điểm trong tỉnh, không sửa gì"),
    Role.ADMINISTRATOR: _("thêm, sửa, ngừng tài khoản và đơn vị; không xem và không sửa điểm chưa công bố"),
}

# These roles end at the door of the agency that the membership names; they may name a unit of it.
AGENCY_ROLES = frozenset({Role.STAFF, Role.UNIT_HEAD, Role.REFORM_OFFICER, Role.DIRECTOR})
# These reach every agency below the one that the membership names, and are given at the top of a tree alone.
WIDE_ROLES = frozenset({Role.APPRAISER, Role.COUNCIL_MEMBER, Role.COORDINATOR, Role.AUDITOR})
# The appraiser's membership names the fields of the criteria set; this word stands for all of them.
ALL_FIELDS = "*"

# How spreadsheets call the roles, without marks; the roles' own names are known too.
ROLE_WORDS: dict[str, Role] = {
    "cong chuc": Role.STAFF, "chuyen vien": Role.STAFF, "vien chuc": Role.STAFF, "can bo": Role.STAFF, "nhan vien": Role.STAFF,
    "truong phong": Role.UNIT_HEAD, "pho truong phong": Role.UNIT_HEAD, "chanh van phong": Role.UNIT_HEAD, "truong don vi": Role.UNIT_HEAD,
    "can bo cchc": Role.REFORM_OFFICER, "dau moi cchc": Role.REFORM_OFFICER, "phu trach cchc": Role.REFORM_OFFICER,
    "cong chuc cchc": Role.REFORM_OFFICER,
    "lanh dao": Role.DIRECTOR, "giam doc": Role.DIRECTOR, "pho giam doc": Role.DIRECTOR, "lanh dao so": Role.DIRECTOR, "thu truong co quan": Role.DIRECTOR,
    "chu tich": Role.DIRECTOR,
    "tham dinh": Role.APPRAISER, "can bo tham dinh": Role.APPRAISER, "to tham dinh": Role.APPRAISER, "chuyen vien tham dinh": Role.APPRAISER,
    "hoi dong": Role.COUNCIL_MEMBER, "thanh vien hoi dong": Role.COUNCIL_MEMBER, "hoi dong tham dinh": Role.COUNCIL_MEMBER,
    "dieu phoi": Role.COORDINATOR, "so noi vu": Role.COORDINATOR,
    "kiem toan": Role.AUDITOR, "thanh tra": Role.AUDITOR, "giam sat": Role.AUDITOR,
    "quan tri": Role.ADMINISTRATOR, "quan tri vien": Role.ADMINISTRATOR, "quan tri he thong": Role.ADMINISTRATOR, "admin": Role.ADMINISTRATOR,
}  # fmt: skip
