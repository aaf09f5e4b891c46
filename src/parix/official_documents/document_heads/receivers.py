"""Who a document is sent to: the lists after `Kính gửi` and after `Nơi nhận`, one item for each receiver."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parix.official_documents.document_heads.pieces import Piece, is_upper, span_over
from parix.official_documents.document_heads.records import Found
from parix.official_documents.letters import UPPER

BULLET = re.compile(r"\s*(?:[-–—+•*·~=_]|\d{1,2}[.)])\s*")
FILED = re.compile(r"\s*[-–—+•]?\s*l[uư]+r?u\s*(?:[:;.,]|(?:vt|vp|hs|ho so)\b)")


def take(items: list[list[Piece]], item: Piece) -> None:
    """A bullet opens an item, anything else goes on with the last one until it is closed."""
    is_closed = bool(items) and items[-1][-1].text.rstrip().endswith((".", ";"))
    if items and FILED.match(items[-1][0].flat):
        if not is_closed and not BULLET.match(item.text) and not is_upper(item.text) and len(item.text) < 60:
            items[-1].append(item)
        return  # what is filed comes last
    if BULLET.match(item.text) or not items:
        if not is_upper(item.text) or BULLET.match(item.text):
            items.append([item])
    elif not is_closed:
        items[-1].append(item)
    else:
        items.append([item])


def parted(piece: Piece) -> list[Piece]:
    """Several recipients on one line, parted by semicolons and dashes."""
    places = [0, *(found.end() for found in re.finditer(r";\s*(?=[-–+•])", piece.text)), len(piece.text)]
    parts = [piece.part(start, end) for start, end in pairwise(places)]
    return [part for part in parts if part is not None]


def receiver(parts: Sequence[Piece]) -> Found[str]:
    joined = " ".join(" ".join(part.text for part in parts).split())
    return Found(BULLET.sub("", joined, count=1).rstrip(" ;."), "\n".join(part.text for part in parts), span_over(parts))


# --- Kính gửi --------------------------------------------------------------------------------------------------------

_DEAR = re.compile(r"kinh\s?gui\s*[:;.]?\s*")
_SENTENCE = re.compile(rf"[.]\s+(?=[{UPPER}])")
_DEAR_SOON = 6  # pieces; further down the words belong to the text


def read_addressees(body: Sequence[Piece]) -> tuple[tuple[Found[str], ...], list[Piece]]:
    """Those after `Kính gửi`, and the pieces of the text proper."""
    dear = next((at for at, piece in enumerate(body[:_DEAR_SOON]) if piece.label == "text" and _DEAR.match(piece.flat)), None)
    if dear is None:
        return (), list(body)
    opening = body[dear]
    dear_words = _DEAR.match(opening.flat)
    assert dear_words is not None
    first, behind = _first_sentence(opening.part(dear_words.end(), len(opening.text)))
    items = [[item] for item in parted(first)] if first else []
    at = dear + 1
    while behind is None and at < len(body) and at - dear < 40 and _addresses(body[at], items):
        if BULLET.match(body[at].text) or not items:
            items.append([body[at]])
        else:
            items[-1].append(body[at])
        at += 1
    return tuple(receiver(parts) for parts in items), [*([behind] if behind else []), *body[at:]]


def _addresses(piece: Piece, items: Sequence[Sequence[Piece]]) -> bool:
    """Whether the piece belongs to the addressees: the list ends at a full stop, an empty line or a sentence."""
    if piece.label != "text":
        return False
    before = items[-1][-1].text.rstrip() if items else ""
    if BULLET.match(piece.text):
        return len(piece.text) < 200 and not before.endswith(".")
    if not items:
        return len(piece.text) < 120
    is_wrapped = len(before) > 50 or piece.text[:1].islower()
    return not before.endswith((".", ";", ":")) and not piece.after_gap and len(piece.text) < 100 and is_wrapped


def _first_sentence(piece: Piece | None) -> tuple[Piece | None, Piece | None]:
    """In a run-together line the addressees end where the first sentence begins."""
    end = _SENTENCE.search(piece.text) if piece is not None and len(piece.text) > 120 else None
    if piece is None or end is None:
        return piece, None
    return piece.part(0, end.start() + 1), piece.part(end.end(), len(piece.text))
