"""The people of the demonstration. Their names and the one password say that they are not real."""

from __future__ import annotations

from dataclasses import dataclass

from parix.web.accounts.choices import Role

PASSWORD = "parix-minh-hoa"  # nosec B105 - printed by the demo, which answers on this machine only
SEED = 1


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`agency` is the end of an agency's code; empty for the province itself."""

    username: str
    full_name: str
    role: Role
    agency: str = ""


PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson("canbo.khcn", "Cán bộ CCHC Sở Khoa học và Công nghệ (mẫu)", Role.REFORM_OFFICER, "KHCN"),
    DemoPerson("lanhdao.khcn", "Giám đốc Sở Khoa học và Công nghệ (mẫu)", Role.DIRECTOR, "KHCN"),
    DemoPerson("canbo.tc", "Cán bộ CCHC Sở Tài chính (mẫu)", Role.REFORM_OFFICER, "TC"),
    DemoPerson("dieuphoi", "Điều phối viên Sở Nội vụ (mẫu)", Role.COORDINATOR),
    DemoPerson("kiemtoan", "Kiểm toán viên (mẫu)", Role.AUDITOR),
)
