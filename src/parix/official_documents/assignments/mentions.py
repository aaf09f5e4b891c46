"""Who is named in a sentence, and in what role the words around each name set it.

`A chủ trì`, `A (chủ trì)`, `A là cơ quan chủ trì`, `do A chủ trì` lead; `B phối hợp`, `phối hợp với B`, `cùng B`, `có sự tham gia của B` support.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.unit_names.unit_lists import Listed, units_at

Role = Literal["lead", "support"]

_BODY = r"(?:la\s+)?(?:(?:cac )?(?:co quan|don vi|bo phan|phong|thanh vien)\s+)?"
_LEADS = re.compile(
    rf"\s*,?\s*\(?\s*(?:(?:co trach nhiem|chiu trach nhiem|duoc giao)\s+)*{_BODY}(?:chu tri(?! (?:phien|cuoc|buoi|hop|hoi nghi|le|toa dam|hoi thao))|lam "
    rf"(?:co quan |don vi )?dau moi|dau moi|chiu trach nhiem chinh|"
    rf"thuong truc)(?![a-z])"
)
_SUPPORTS = re.compile(
    rf"\s*,?\s*\(?\s*(?:(?:co trach nhiem|chiu trach nhiem|tich cuc|chu dong|kip thoi)\s+)*(?:cung\s+)?{_BODY}(?:phoi hop|tham gia(?: phoi hop| thuc "
    rf"hien)?)(?![a-z])(?: (?:chat che|tot))?"
)
_JOINS = re.compile(
    r"(?<![a-z])(?:(?:cung\s+)?phoi(?:, ket)? hop(?: chat che| tot| hieu qua| dong bo)?(?:\s*,)?(?:\s+(?:cung voi|voi|cung))?|voi su (?:phoi hop|tham gia|ho "
    r"tro) cua|"
    r"co su (?:phoi hop|tham gia|ho tro) cua|cung voi|lien he(?: chat che)? voi|lam viec(?: truc tiep)? voi|(?:trao doi|thong nhat|ban bac|tham van|hop tac|"
    r"lien ket|"
    r"tranh thu y kien|xin y kien|lay y kien)(?:,? (?:thong nhat|trao doi|lam viec))* (?:voi|cua)|cung)\s+"
)
_TOGETHER = re.compile(r"\s*,?\s*cùng(?: với)?\s+")
_IN_A_NAME = re.compile(r"van phong (?:hdnd|hoi dong nhan dan|doan [a-z ]{3,30}) va $")
_STARTS = re.compile(r"(?<![a-z])(?:do|va)\s+|[,;(:.)]\s*")


@dataclass(frozen=True, slots=True)
class Mention:
    """`start` is where the names begin, `listed.end` where they end."""

    start: int
    listed: Listed
    role: Role


def mentions(passage: Passage, start: int, end: int) -> list[Mention]:
    """Names whose role the words around them tell, in order."""
    found = [*_behind_joints(passage, start, end), *_tagged(passage, start, end)]
    return sorted(found, key=lambda one: one.start)


def _behind_joints(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    for joint in _JOINS.finditer(passage.flat, start, end):
        listed = _listed(passage, joint.end(), end)
        if listed is not None:
            yield Mention(joint.end(), listed, "lead" if is_tagged(passage, listed.end) else "support")


def _tagged(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Names that a word of a role follows. A place inside a name that was read before is none."""
    read_until = start
    for place in (start, *(start + found.end() for found in _STARTS.finditer(passage.flat[start:end]))):
        if place < read_until or _IN_A_NAME.search(passage.flat, start, place):
            continue
        listed = _listed(passage, place, end)
        if listed is None:
            continue
        read_until = listed.end
        role = role_behind(passage, listed.end)
        if role is not None:
            yield Mention(place, listed, role)


def _listed(passage: Passage, at: int, end: int) -> Listed | None:
    listed = units_at(passage, at)
    return listed if listed is not None and listed.end <= end else None


def role_behind(passage: Passage, at: int) -> Role | None:
    """What stands behind a name at `at`. `phối hợp với …` makes its name no supporter: who works with others leads."""
    if _LEADS.match(passage.flat, at):
        return "lead"
    found = _SUPPORTS.match(passage.flat, at)
    if found is None:
        return None
    behind = passage.text[found.end() :].lstrip().lower()
    return None if behind.startswith(("với", "cùng", "voi ")) or units_at(passage, found.end()) is not None else "support"


def beside(passage: Passage, at: int) -> Listed | None:
    """`A cùng B và C thực hiện …`: those beside the first one, which ends at `at`."""
    found = _TOGETHER.match(passage.text, at)
    return units_at(passage, found.end()) if found else None


def is_tagged(passage: Passage, at: int) -> bool:
    """Brackets behind a name say that it leads: `B (cơ quan chủ trì)`."""
    return passage.flat[at:].lstrip().startswith("(") and _LEADS.match(passage.flat, at) is not None


def is_joined(passage: Passage, at: int) -> bool:
    """Words that join a partner stand at `at`."""
    return _JOINS.match(passage.flat, at) is not None
