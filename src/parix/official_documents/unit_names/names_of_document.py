"""Names that one sentence cannot end but the whole document can: `Phòng Tín ngưỡng, tôn giáo` stands in it several times, before other words each time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.unit_names.heads import head_at, is_group
from parix.official_documents.unit_names.name_ends import may_go_on_small, name_end
from parix.official_documents.unit_names.verbs import verb_end

_STARTS = re.compile(r"(?<![\w/&-])(?:Phòng|Ban|Tổ|Trung tâm|Chi cục|Hội|Đội|Trạm|Viện|Vụ|Cục)(?= )")
_ENDS = re.compile(r"[.;:()\[\]\"“”]|\s[-–]\s|$")
_COMMA = re.compile(r",\s+")
_LONGEST = 90


def names_of(passages: Iterable[Passage]) -> tuple[str, ...]:
    """On plain letters, the longest first: those with a comma inside, proved by two places that go on differently or by one that ends there."""
    stretches: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        for key, stretch in _stretches(passage):
            stretches[key].append(stretch)
    names = {name for many in stretches.values() for name in _proved(many)}
    return tuple(sorted(names, key=len, reverse=True))


def _stretches(passage: Passage) -> Iterator[tuple[str, str]]:
    """The words up to a comma that a name may go on behind, and all the words up to the next stop."""
    for start in _STARTS.finditer(passage.text):
        at = start.start()
        head = head_at(passage.text, passage.flat, at)
        if head is None or is_group(passage.flat, at):
            continue
        comma = _COMMA.search(passage.text, head, at + _LONGEST)
        if comma is None or name_end(passage.text, passage.flat, at, head) < comma.start() or not may_go_on_small(passage.text, passage.flat, comma.end()):
            continue
        stop = _ENDS.search(passage.text, comma.end())
        end = stop.start() if stop else len(passage.text)
        yield passage.flat[at : comma.start()], passage.flat[at : min(end, at + 2 * _LONGEST)].rstrip()


def _proved(stretches: list[str]) -> Iterator[str]:
    """The longest beginning that two different stretches share; or a whole stretch that others begin with."""
    different = sorted(set(stretches))
    for first, second in pairwise(different):
        shared = _before_verb(_shared_words(first, second))
        if "," in shared.rstrip(",") and len(shared) <= _LONGEST:
            yield shared.rstrip(" ,")


def _before_verb(shared: str) -> str:
    """Without what is done: a verb that stands neither behind a comma nor behind `và`."""
    comma = shared.find(",")
    for word in re.finditer(r"(?<= )\S+", shared[comma + 1 :] if comma >= 0 else ""):
        at = comma + 1 + word.start()
        if verb_end(shared, at) > at and not shared[:at].rstrip().endswith((",", " va", " sau")):
            return shared[:at]
    return shared


def _shared_words(first: str, second: str) -> str:
    one, other = first.split(" "), second.split(" ")
    count = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    while count and one[count - 1] in ("va", "cac", "cung", "voi", "de", "tu", "phai", "can", "chu", "phoi", "chiu", "lam", "la"):
        count -= 1
    return " ".join(one[:count])
