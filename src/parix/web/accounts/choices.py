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

# The room's acts and columns in words, for the audit trail's pages.
ACTS = {
    "accounts.person_added": _("thêm người"),
    "accounts.person_changed": _("sửa thông tin người"),
    "accounts.person_deactivated": _("ngừng tài khoản"),
    "accounts.person_reactivated": _("kích hoạt lại tài khoản"),
    "accounts.person_invited": _("gửi thư mời đặt mật khẩu"),
    "accounts.people_imported": _("nhập danh sách từ tệp"),
    "accounts.reset_link_made": _("lấy địa chỉ đặt mật khẩu"),
    "accounts.second_factor_removed": _("gỡ xác thực hai lớp của người khác"),
    "accounts.role_granted": _("giao vai trò"),
    "accounts.role_changed": _("sửa vai trò"),
    "accounts.role_ended": _("kết thúc vai trò"),
    "accounts.own_password_changed": _("đổi mật khẩu của mình"),
    "accounts.password_reset_by_link": _("đặt mật khẩu qua địa chỉ được gửi"),
    "accounts.own_second_factor_added": _("bật xác thực hai lớp"),
    "accounts.own_second_factor_removed": _("tắt xác thực hai lớp"),
    "accounts.linked_to_province": _("nối với hệ thống đăng nhập của tỉnh"),
}
JOBS = {
    "parix.web.accounts.jobs.forget_workbooks": _("bỏ các danh sách chưa nhập"),
    "parix.web.accounts.jobs.invite": _("gửi thư mời đặt mật khẩu"),
}
COLUMNS = {
    "username": _("tên đăng nhập"), "is_active": _("đang hoạt động"), "role": _("vai trò"), "agency": _("cơ quan"), "unit": _("đơn vị"),
    "fields": _("lĩnh vực"), "valid_from": _("từ ngày"), "valid_until": _("đến hết ngày"), "full_name": _("họ và tên"), "email": _("thư điện tử"),
    "position": _("chức vụ"), "file": _("tệp"), "added": _("thêm"), "changed": _("sửa"), "unchanged": _("giữ nguyên"),
    "units_added": _("đơn vị thêm"), "kind": _("loại"),
}  # fmt: skip

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
