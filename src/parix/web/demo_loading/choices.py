"""The stages that the demonstration can be loaded at, and its people. Their names and the one password say that they are not real."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from parix.demo_data.made_up_agencies import DEPARTMENTS, FOLLOWED, Department
from parix.web.accounts.choices import ALL_FIELDS, Role

PASSWORD = "parix-minh-hoa"  # nosec B105 # printed by the demo, which answers on this machine only
SEED = 1


class DemoStage(TextChoices):
    """How far the round that the demonstration follows has come."""

    SELF_ASSESSMENT = "self-assessment", _("đang tự đánh giá")
    APPRAISAL = "appraisal", _("đang thẩm định")
    APPEAL = "appeal", _("đang nhận kiến nghị")
    PUBLISHED = "published", _("đã công bố")


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`agency` is the end of an agency's code; empty for the province itself. `unit` is the name of one of its units, `fields` are
    what an appraiser appraises: numbers of the fields of the criteria set, counted from one, or all of them."""

    username: str
    full_name: str
    role: Role
    agency: str = ""
    unit: str = ""
    fields: tuple[int | str, ...] = ()


# The people of a unit are named after the kind of work that editions know the unit by.
UNIT_WORDS = {
    "office": "vanphong", "inspectorate": "thanhtra", "finance": "taichinh", "one_stop": "motcua", "it": "chuyendoiso", "professional": "quanly",
    "standards_metrology_quality": "tdc", "public_service": "trungtam",
}
FIELDS = 8
COUNCIL = 5


def officer_of(department: Department) -> str:
    return f"canbo.{department.short.lower()}"


def director_of(department: Department) -> str:
    return f"lanhdao.{department.short.lower()}"


def _of_departments() -> Iterable[DemoPerson]:
    for one in DEPARTMENTS:
        yield DemoPerson(officer_of(one), f"Cán bộ CCHC {one.name} (mẫu)", Role.REFORM_OFFICER, one.short)
        title = "Giám đốc" if one.name.startswith("Sở") else "Lãnh đạo"
        yield DemoPerson(director_of(one), f"{title} {one.name} (mẫu)", Role.DIRECTOR, one.short)


def _of_units() -> Iterable[DemoPerson]:
    for name, kind in FOLLOWED.units:
        word, short = UNIT_WORDS[kind], FOLLOWED.short
        yield DemoPerson(f"{word}.{short.lower()}", f"Công chức {name} (mẫu)", Role.STAFF, short, name)
        head = "Chánh Thanh tra Sở (mẫu)" if kind == "inspectorate" else f"Trưởng {name} (mẫu)"
        yield DemoPerson(f"truong.{word}.{short.lower()}", head, Role.UNIT_HEAD, short, name)


def _of_province() -> Iterable[DemoPerson]:
    yield DemoPerson("dieuphoi", "Điều phối viên Sở Nội vụ (mẫu)", Role.COORDINATOR)
    yield DemoPerson("thamdinh", "Tổ trưởng Tổ thẩm định (mẫu)", Role.APPRAISER, fields=(ALL_FIELDS,))
    for number in range(1, FIELDS + 1):
        yield DemoPerson(f"thamdinh.{number}", f"Người thẩm định lĩnh vực {number} (mẫu)", Role.APPRAISER, fields=(number,))
    yield DemoPerson("hoidong", "Chủ tịch Hội đồng thẩm định (mẫu)", Role.COUNCIL_MEMBER)
    yield DemoPerson("hoidong.thuky", "Thư ký Hội đồng thẩm định (mẫu)", Role.COUNCIL_MEMBER)
    for number in range(1, COUNCIL + 1):
        yield DemoPerson(f"hoidong.{number}", f"Thành viên Hội đồng thẩm định {number} (mẫu)", Role.COUNCIL_MEMBER)
    yield DemoPerson("kiemtoan", "Kiểm toán viên (mẫu)", Role.AUDITOR)
    yield DemoPerson("quantri", "Quản trị viên của tỉnh (mẫu)", Role.ADMINISTRATOR)
    yield DemoPerson(f"quantri.{FOLLOWED.short.lower()}", f"Quản trị viên {FOLLOWED.name} (mẫu)", Role.ADMINISTRATOR, FOLLOWED.short)


PEOPLE: tuple[DemoPerson, ...] = (*_of_departments(), *_of_units(), *_of_province())
