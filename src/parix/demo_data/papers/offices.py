"""Who issues the papers of the made-up province, and who signs them: family names of the country, and one given name that says «sample»."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from parix.demo_data.made_up_agencies import Department
from parix.official_documents.writing.records import Signing

# What every page of a made-up paper says at its foot, and what stands where a signature would.
SAMPLE = "Văn bản mẫu do phần mềm tạo ra để minh họa, không có giá trị pháp lý"
SIGNED = "(Đã ký)"
PROVINCE_NAME, PLACE = "tỉnh Mẫu", "Tỉnh Mẫu"
COMMITTEE = "ỦY BAN NHÂN DÂN"
_HEADS = (("Sở", "GIÁM ĐỐC"), ("Thanh tra", "CHÁNH THANH TRA"), ("Ban", "TRƯỞNG BAN"), ("Văn phòng", "CHÁNH VĂN PHÒNG"))
_FAMILIES = ("Nguyễn Văn", "Trần Thị", "Lê Đức", "Phạm Thanh", "Hoàng Ngọc", "Vũ Quang", "Đặng Thị", "Bùi Xuân", "Đỗ Hồng", "Lò Văn", "Nông Thị", "Hà Minh")


@dataclass(frozen=True, slots=True)
class Office:
    """`parent` and `own` are the lines of the head; `letters` stand in symbols; `name` is the office in running text."""

    name: str
    parent: tuple[str, ...]
    own: tuple[str, ...]
    letters: str
    head: str
    in_name_of: tuple[str, ...] = ()

    def signing(self, way: str, seed: str) -> Signing:
        """`way` is head, deputy, office_head or inspector; the same office and way is the same person."""
        name = _person(f"{seed}|{self.letters}|{way}")
        if way == "deputy":
            return Signing(f"PHÓ {self.head}", name, (*self.in_name_of, f"KT. {self.head}"))
        if way == "office_head":
            return Signing("CHÁNH VĂN PHÒNG", name, (f"TL. {self.head}",))
        if way == "inspector":
            return Signing("CHÁNH THANH TRA", name, (f"TL. {self.head}",))
        return Signing(self.head, name, self.in_name_of)

    @property
    def authority(self) -> str:
        """The line above a decision's text."""
        return f"{self.head} {' '.join(self.own)}" if not self.in_name_of else " ".join(self.own)


def office_of(department: Department) -> Office:
    head = next(title for opening, title in _HEADS if department.name.startswith(opening))
    return Office(department.name, (f"UBND {PROVINCE_NAME.upper()}",), _broken(department.name.upper()), department.letters, head)


def committee() -> Office:
    """The province's People's Committee, which promulgates procedures and sets up departments."""
    return Office(f"Ủy ban nhân dân {PROVINCE_NAME}", (), (COMMITTEE, PROVINCE_NAME.upper()), "UBND", "CHỦ TỊCH", (f"TM. {COMMITTEE}",))


def _person(seed: str) -> str:
    return f"{Random(seed).choice(_FAMILIES)} Mẫu"


def _broken(name: str, width: int = 26) -> tuple[str, ...]:
    """In lines of about the same length, as heads break long names."""
    if len(name) <= width:
        return (name,)
    words = name.split()
    cut = min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:]))))
    return (" ".join(words[:cut]), " ".join(words[cut:]))
