"""Fields of public administration reform, told by the words of a heading or of a task.

Resolution 76/NQ-CP names six, and steering stands beside them; other names of earlier programmes are kept as they are printed.
"""

from __future__ import annotations

import re

_FIELDS = (
    ("Công tác chỉ đạo, điều hành", r"chi dao,? dieu hanh"),
    ("Cải cách thể chế", r"cai cach the che|xay dung(?: va)? (?:hoan thien )?the che|van ban (?:qppl|quy pham phap luat)"),
    ("Cải cách thủ tục hành chính", r"cai cach (?:thu tuc hanh chinh|tthc)|kiem soat (?:thu tuc hanh chinh|tthc)|mot cua"),
    ("Cải cách tổ chức bộ máy hành chính nhà nước", r"to chuc bo may"),
    ("Cải cách chế độ công vụ", r"che do cong vu|doi ngu can bo|chat luong (?:doi ngu )?(?:can bo|cong chuc|cbcc)"),
    ("Cải cách tài chính công", r"tai chinh cong|co che (?:quan ly )?tai chinh"),
    (
        "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
        r"chinh quyen (?:dien tu|so)|chinh phu dien tu|hien dai hoa (?:hanh chinh|quan ly|nen hanh chinh)|chuyen doi so",
    ),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _FIELDS)


def field_named(words: str) -> str:
    """The field that the plain words of a heading name, or ""."""
    return next((name for name, pattern in _PATTERNS if pattern.search(words)), "")
