"""Positions of those who sign, on plain letters, and the signs before them.

NĐ 30/2020/NĐ-CP Điều 13: TM. (thay mặt), KT. (ký thay), TL. (thừa lệnh), TUQ. (thừa ủy quyền), Q. (quyền).
"""

from __future__ import annotations

import re

from parix.official_documents.letters import UPPER

MARK = re.compile(
    rf"(?P<mark>T\s?/\s?M|TM|K\s?/\s?T|KT|T\s?/\s?L|TL|TUQ|Q)\s?[.,]{{1,2}}\s?(?=[{UPPER}])|"
    rf"(?P<slashed>T\s?/\s?M|K\s?/\s?T|T\s?/\s?L)\s(?=[{UPPER}])|(?P<words>THAY MẶT|KÝ THAY|THỪA LỆNH|THỪA ỦY QUYỀN|THỪA UỶ QUYỀN)\s"
)
MARKS = {"TM": "TM.", "KT": "KT.", "TL": "TL.", "TUQ": "TUQ.", "Q": "Q.", "THAYMẶT": "TM.", "KÝTHAY": "KT.", "THỪALỆNH": "TL."}
POSITION = re.compile(
    r"(?:quyen |pho |tong )*(?:giam doc|chu tich|chanh van phong|bo truong|thu truong|thu tuong|chanh thanh tra|tong thanh tra|chi cuc truong|"
    r"cuc truong|vu truong|tong cuc truong|truong phong|truong ban|truong doan|truong tram|truong khoa|to truong|to pho|hieu truong|vien truong|"
    r"bi thu|chanh an|tong kiem toan|thong doc|chu nhiem|ke toan truong|tram truong|doi truong|chu toa|chu tri|thu ky|dai dien|nguoi lap|"
    r"nguoi ghi|nguoi bao cao|chi huy truong|chinh uy|uy vien|quan doc|truong thon|hang truong|cuc pho|pho ban|truong bo phan|phu trach|"
    r"kiem toan truong|thanh tra vien|chuyen vien|cong chuc)\b"
)
