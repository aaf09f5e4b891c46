"""Which parts a published procedure must have, and which one lacks.

Decree 63/2010/NĐ-CP, article 8, clause 2, as amended by decree 92/2017: name, steps, ways, papers with the number of sets, term, subjects and
deciding body always; forms, result, conditions and fees where the procedure has them. The legal basis stands on every published
procedure too. Completeness (decision 766/QĐ-TTg, indicator 1.3) is computed from what is there: a part of the second kind that is
neither given nor said not to exist is missing, for nobody can know from silence.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from parix.foundation.phrases import Text


@dataclass(frozen=True, slots=True)
class Part:
    """`is_always` False: only where the procedure has it, which must then be said."""

    key: str
    text: Text
    is_always: bool = True


PARTS: tuple[Part, ...] = (
    Part("name", Text("Tên thủ tục", "Name")),
    Part("steps", Text("Trình tự thực hiện", "Steps")),
    Part("ways", Text("Cách thức thực hiện", "Ways")),
    Part("papers", Text("Thành phần, số lượng hồ sơ", "Papers and number of sets")),
    Part("term", Text("Thời hạn giải quyết", "Term")),
    Part("subjects", Text("Đối tượng thực hiện", "Who applies")),
    Part("authority", Text("Cơ quan giải quyết", "Deciding body")),
    Part("result", Text("Kết quả thực hiện", "Result"), is_always=False),
    Part("forms", Text("Mẫu đơn, mẫu tờ khai", "Forms"), is_always=False),
    Part("conditions", Text("Yêu cầu, điều kiện", "Conditions"), is_always=False),
    Part("fee", Text("Phí, lệ phí", "Fees"), is_always=False),
    Part("legal_basis", Text("Căn cứ pháp lý", "Legal basis")),
)
PART_KEYS = tuple(one.key for one in PARTS)
# Those that are written as plain text; the others have a shape of their own.
TEXT_PARTS = ("steps", "ways", "subjects", "authority", "result", "forms", "conditions", "legal_basis")


def missing_parts(present: Collection[str], absent: Collection[str]) -> tuple[Part, ...]:
    """In the order of the decree; `absent` says which parts the procedure does not have, and excuses none that it must have."""
    return tuple(one for one in PARTS if one.key not in present and (one.is_always or one.key not in absent))
