"""What exports write in columns with few values, and the code that the dossier-sync format has for it.

States: 1 registered, 2 accepted, 3 refused, 4 in progress, 5 supplement asked, 6 fee asked, 7 withdrawn, 8 stopped, 9 finished,
10 result returned. Channel: 1 direct, 2 online, 3 post. Applicant: 1 citizen, 2 enterprise, 3 state body, 4 other. Fee: 0 none, 1 unpaid,
2 paid online, 3 paid otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from parix.foundation.folding import folded

_STATE = (
    (10, r"(?:da )?tra (?:ket qua|kq)(?: .*)?|da tra|da nhan ket qua"),
    (9, r"(?:da )?(?:xu ly xong|hoan thanh|giai quyet(?: xong)?|co ket qua|ket thuc)(?: .*)?|cho tra(?: .*)?|xong"),
    (3, r"(?:bi )?tu choi(?: .*)?|khong (?:duoc )?tiep nhan(?: .*)?"),
    (5, r".*\bbo sung\b.*"), (6, r".*\b(?:nghia vu tai chinh|nop phi|nop le phi|cho thanh toan)\b.*"),
    (7, r".*\brut\b.*"), (8, r"(?:da )?(?:dung|tam dung|huy|tra lai)\b.*"),
    (1, r"moi dang ky|cho tiep nhan|moi nop|cho duyet"), (2, r"(?:da |duoc )*tiep nhan|moi tiep nhan"),
    (4, r"(?:dang|cho) (?:xu ly|giai quyet|phan cong|trinh|ky|tham dinh)(?: .*)?|trong han|qua han|dang thuc hien"),
)  # fmt: skip
_CHANNEL = (
    (3, r".*\b(?:buu chinh|bccit?|buu dien|vnpost)\b.*"),
    (2, r".*\b(?:truc tuyen|online|qua mang|cong dvc\w*|dich vu cong|dvc|dvctt)\b.*"),
    (1, r".*\b(?:truc tiep|tai quay|mot cua|trung tam|offline|tai cho)\b.*"),
)
_APPLICANT = (
    (2, r".*\b(?:doanh nghiep|cong ty|dn|hop tac xa|htx|ho kinh doanh)\b.*"), (3, r".*\b(?:co quan|nha nuoc|don vi su nghiep)\b.*"),
    (1, r".*\b(?:ca nhan|cong dan|nguoi dan|ho gia dinh)\b.*"), (4, r".*\b(?:khac|to chuc|nuoc ngoai)\b.*"),
)  # fmt: skip
_FEE = (
    (0, r"(?:khong|mien|khong phai|khong co)(?: .*)?|mien phi|none"), (1, r"(?:chua|cho)(?: .*)?"),
    (2, r".*\b(?:truc tuyen|online|co|yes|payment ?platform|qr)\b.*|true"),
    (3, r".*\b(?:tien mat|truc tiep|da nop|da thanh toan|chuyen khoan|tai quay)\b.*|false"),
)  # fmt: skip
CHOICES: Mapping[str, tuple[tuple[tuple[int, str], ...], range]] = {
    "state": (_STATE, range(1, 11)), "channel": (_CHANNEL, range(1, 4)), "applicant_kind": (_APPLICANT, range(1, 5)), "fee": (_FEE, range(4)),
}  # fmt: skip
_YES = re.compile(r"1(?:\.0)?|co|x|true|yes|y|dung|da(?: .*)?|v|[23]|toan bo|mot phan")
_NO = re.compile(r"0(?:\.0)?|khong|false|no|n|chua(?: .*)?|sai|-")


@lru_cache(maxsize=20_000)
def choice_of(column: str, text: str) -> int | None:
    """The code that the words of a cell mean; None when nobody can tell."""
    patterns, codes = CHOICES[column]
    words = folded(text).strip(" .:;-*")
    if re.fullmatch(r"\d{1,2}(?:\.0)?", words):
        code = int(words.split(".")[0])
        return code if code in codes else None
    return next((code for code, pattern in patterns if re.fullmatch(pattern, words)), None)


@lru_cache(maxsize=20_000)
def truth_of(text: str) -> bool | None:
    words = folded(text).strip()
    if _YES.fullmatch(words):
        return True
    return False if _NO.fullmatch(words) else None
