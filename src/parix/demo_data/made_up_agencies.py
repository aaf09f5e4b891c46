"""The made-up province and its twenty departments: names as they are usual, codes that no register holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parix.demo_data.procedure_lists import procedure_list
from parix.foundation.agencies import Agency


@dataclass(frozen=True, slots=True)
class Department:
    """`quality` 0..1 is how well it works in an ordinary year, `dossiers` how many it receives in one.

    `trend` moves the quality from year to year, for everything or for single families of measures (first word of the code).
    `units` have a name and the kind of work that editions know them by; `procedures` names a list of definitions/procedures.
    """

    short: str
    name: str
    quality: float
    dossiers: int
    traits: frozenset[str] = frozenset()
    trend: Mapping[str, float] = field(default_factory=dict)
    units: tuple[tuple[str, str], ...] = ()
    procedures: str = ""

    @property
    def letters(self) -> str:
        """As in the symbols of its papers: `12/KH-SKHCN`."""
        return f"S{self.short}" if self.name.startswith("Sở") else self.short

    @property
    def counts(self) -> dict[str, int]:
        """What its own lists say there is to count."""
        of_units = {"inspection.units_inspected": len(self.units)} if self.units else {}
        return of_units | ({"procedures.published": len(procedure_list(self.procedures).procedures)} if self.procedures else {})


EVERYTHING = ""
_NO_CITIZENS = frozenset({"no_citizen_survey"})

_UNITS = (
    ("Văn phòng Sở", "office"), ("Thanh tra Sở", "inspectorate"), ("Phòng Kế hoạch - Tài chính", "finance"), ("Bộ phận Một cửa", "one_stop"),
    ("Phòng Chuyển đổi số", "it"), ("Phòng Quản lý khoa học", "professional"),
    ("Chi cục Tiêu chuẩn Đo lường Chất lượng", "standards_metrology_quality"), ("Trung tâm Ứng dụng tiến bộ", "public_service"),
)

PROVINCE = Agency("DEMO", "Tỉnh Mẫu (số liệu minh họa)", "province")
PROVINCE_QUALITY = 0.66

DEPARTMENTS: tuple[Department, ...] = (
    Department("NV", "Sở Nội vụ", 0.80, 2_400),
    Department("TP", "Sở Tư pháp", 0.76, 9_800),
    Department("KHDT", "Sở Kế hoạch và Đầu tư", 0.73, 6_100),
    Department("CT", "Sở Công Thương", 0.71, 8_700, trend={EVERYTHING: 0.02}),
    Department("NNPTNT", "Sở Nông nghiệp và Phát triển nông thôn", 0.57, 3_900),
    Department("GTVT", "Sở Giao thông vận tải", 0.62, 21_500, trend={"onestop": 0.04}),
    Department("XD", "Sở Xây dựng", 0.53, 1_900, trend={EVERYTHING: 0.02}),
    Department("TNMT", "Sở Tài nguyên và Môi trường", 0.44, 18_200),
    Department("TTTT", "Sở Thông tin và Truyền thông", 0.74, 640, trend={"digital": 0.04}),
    Department("LDTBXH", "Sở Lao động - Thương binh và Xã hội", 0.59, 7_300),
    Department("VHTTDL", "Sở Văn hóa, Thể thao và Du lịch", 0.65, 1_250),
    # The story of the demonstration: the yearly plan and the evidence for it slip, others learn, the rank drops.
    Department("KHCN", "Sở Khoa học và Công nghệ", 0.65, 480,
               trend={EVERYTHING: -0.06, "plan": -0.25, "reports": -0.20, "onestop": -0.10, "inspection": -0.15},
               units=_UNITS, procedures="science_technology"),
    Department("GDDT", "Sở Giáo dục và Đào tạo", 0.67, 5_600, trend={EVERYTHING: 0.02}),
    Department("YT", "Sở Y tế", 0.49, 6_900, trend={EVERYTHING: -0.01}),
    Department("TC", "Sở Tài chính", 0.74, 310, _NO_CITIZENS),
    Department("NGV", "Sở Ngoại vụ", 0.66, 150, _NO_CITIZENS),
    Department("TTR", "Thanh tra tỉnh", 0.72, 90, _NO_CITIZENS, {EVERYTHING: 0.01}),
    Department("BDT", "Ban Dân tộc", 0.50, 60, _NO_CITIZENS),
    Department("BQLKCN", "Ban Quản lý các khu công nghiệp", 0.60, 520, _NO_CITIZENS),
    Department("VPUBND", "Văn phòng Ủy ban nhân dân tỉnh", 0.72, 240, _NO_CITIZENS),
)


def agency_of(department: Department) -> Agency:
    return Agency(f"{PROVINCE.code}.{department.short}", department.name, "department", department.traits)


FOLLOWED = next(one for one in DEPARTMENTS if one.units)


def department_of(agency: Agency) -> Department:
    """Raises KeyError for an agency that is none of the twenty."""
    return _BY_CODE[agency.code]


_BY_CODE = {agency_of(one).code: one for one in DEPARTMENTS}
