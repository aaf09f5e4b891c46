"""Keys made from printed text: plain small letters and underscores, short, unique among those already taken."""

from __future__ import annotations

import re
from collections.abc import Collection

from parix.foundation.folding import folded

LONGEST = 48


def slug(text: str, taken: Collection[str] = (), *, otherwise: str = "item", longest: int = LONGEST) -> str:
    """`Kế hoạch CCHC năm` becomes `ke_hoach_cchc_nam`; a second one becomes `ke_hoach_cchc_nam_2`."""
    words = re.findall(r"[a-z0-9]+", folded(text))
    made = ""
    for word in words:
        if made and len(made) + 1 + len(word) > longest:
            break
        made = f"{made}_{word}" if made else word[:longest]
    if not made or not made[0].isalpha():
        made = f"{otherwise}_{made}" if made else otherwise
    if made not in taken:
        return made
    number = 2
    while f"{made}_{number}" in taken:
        number += 1
    return f"{made}_{number}"
