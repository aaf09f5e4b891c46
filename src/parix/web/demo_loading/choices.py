"""The people of the demonstration. Their names and the one password say that they are not real."""

from __future__ import annotations

from dataclasses import dataclass

from parix.web.accounts.choices import Role

PASSWORD = "parix-minh-hoa"  # nosec B105 - printed by the demo, which answers on this machine only
SEED = 1


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`agency` is the end of an agency's code; empty for the province itself. `unit` is the name of one of its units."""

    username: str
    full_name: str
    role: Role
    agency: str = ""
    unit: str = ""


# The units of the department that the demonstration follows, with the kind of work that editions know them by.
AGENCY_WITH_UNITS = "KHCN"
UNITS: tuple[tuple[str, str], ...] = (
    ("Văn phòng Sở", "office"), ("Thanh tra Sở", "inspectorate"), ("Phòng Kế hoạch - Tài chính", "finance"), ("Bộ phận Một cửa", "one_stop"),
    ("Phòng Chuyển đổi số", "it"), ("Phòng Quản lý khoa học", "professional"),
    ("Chi cục Tiêu chuẩn Đo lường Chất lượng", "standards_metrology_quality"), ("Trung tâm Ứng dụng tiến bộ", "public_service"),
)

PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson("canbo.khcn", "Cán bộ CCHC Sở Khoa học và Công nghệ (mẫu)", Role.REFORM_OFFICER, "KHCN"),
    DemoPerson("lanhdao.khcn", "Giám đốc Sở Khoa học và Công nghệ (mẫu)", Role.DIRECTOR, "KHCN"),
    DemoPerson("vanphong.khcn", "Công chức Văn phòng Sở (mẫu)", Role.STAFF, "KHCN", "Văn phòng Sở"),
    DemoPerson("truong.thanhtra.khcn", "Chánh Thanh tra Sở (mẫu)", Role.UNIT_HEAD, "KHCN", "Thanh tra Sở"),
    DemoPerson("canbo.tc", "Cán bộ CCHC Sở Tài chính (mẫu)", Role.REFORM_OFFICER, "TC"),
    DemoPerson("dieuphoi", "Điều phối viên Sở Nội vụ (mẫu)", Role.COORDINATOR),
    DemoPerson("kiemtoan", "Kiểm toán viên (mẫu)", Role.AUDITOR),
    DemoPerson("quantri", "Quản trị viên của tỉnh (mẫu)", Role.ADMINISTRATOR),
    DemoPerson("quantri.khcn", "Quản trị viên Sở Khoa học và Công nghệ (mẫu)", Role.ADMINISTRATOR, "KHCN"),
)
