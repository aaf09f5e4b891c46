"""The way in: the outline of the body to its targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from parix.official_documents.assignments.sentences import sentences
from parix.official_documents.document_bodies.outline import Node
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.figures.reading import figures_of
from parix.official_documents.figures.records import Figure
from parix.official_documents.figures.written_numbers import NUMBER, number_of
from parix.official_documents.targets.records import Comparison, Target

_HEADING = re.compile(r"(?:(?:cac )?(?:muc tieu|chi tieu)|muc dich,? muc tieu)(?! (?:chung|tong quat)$)")
_NOT_HEADING = re.compile(r"muc tieu (?:chung|tong quat)$")
_STRIVES = re.compile(
    r"(?<![a-z])(?:phan dau|nang (?:ty le|ti le|chi so|muc)|dat muc tieu|muc tieu(?: den| nam| la|:)|chi tieu|bao dam|dam bao|yeu cau dat|dat toi thieu|toi "
    r"thieu|it nhat|tro len)(?![a-z])"
)
_STRONGLY = re.compile(r"(?<![a-z])(?:phan dau|nang (?:ty le|ti le|chi so|muc)|muc tieu|tro len|tro xuong)(?![a-z])")
_REACHED = re.compile(r"(?<![a-z])(?:da dat|dat duoc|ket qua dat|da hoan thanh|da giai quyet|da tiep nhan|nam qua|trong ky|den nay|hien nay)(?![a-z])")
_RANGE = re.compile(rf"^{NUMBER}\s*[-–]\s*(?P<to>{NUMBER})")
_BEFORE: tuple[tuple[Comparison, re.Pattern[str]], ...] = (
    ("increase", re.compile(r"(?<![a-z])(?:tang|nang|cai thien)(?: them| toi thieu| it nhat| tu| tren| hon| duoc| len| thu hang| khoang)*\s*$")),
    ("decrease", re.compile(r"(?<![a-z])(?:giam|cat giam|rut ngan)(?: them| toi thieu| it nhat| tu| tren| hon| duoc| khoang| xuong| con)*\s*$")),
    ("at_least", re.compile(
        r"(?:(?<![a-z])(?:it nhat|toi thieu|khong duoi|khong thap hon|khong it hon|khong nho hon|tu|toi thieu la|dat tu)\s*|(?:>=|≥|\\geq)\s*)$"
    )),
    ("at_most", re.compile(r"(?:(?<![a-z])(?:khong qua|toi da|khong vuot qua|khong cao hon|khong lon hon|nhieu nhat|chi con)\s*|(?:<=|≤|\\leq)\s*)$")),
    ("more_than", re.compile(
        r"(?:(?<![a-z])(?:tren|hon|vuot|cao hon)\s*|>\s*)$"
    )), ("less_than", re.compile(r"(?:(?<![a-z])(?:duoi|thap hon|nho hon)\s*|<\s*)$")),
)
_UP, _DOWN = re.compile(r"\s*(?:\w+\s){0,3}?tro len(?![a-z])"), re.compile(r"\s*(?:\w+\s){0,3}?tro xuong(?![a-z])")
_COMPARED = re.compile(r"\s*so voi[^.;,()]{2,80}")
_VERB = re.compile(
    r"(?:[\s,]*(?:phan dau|dat|duoc|co|phai|la|o muc|muc|ty le|tu|toi thieu|it nhat|tren|hon|tang|giam|them|khong|qua|duoi|thap|vuot|trung binh|len|xuong|"
    r"rut ngan|cat giam|tiet kiem|de xuat|con|chiem|toi da|nang|bang|it|nho|\$|\\geq|≥|>=|>|<=|≤|<|\())+\s*$"
)
_OPENS = re.compile(
    r"^[\s,;:\-–+]*(?:(?:phấn đấu|bảo đảm|đảm bảo|đạt mục tiêu|mục tiêu|trong đó|duy trì|và|nâng|giữ vững|đến (?:hết )?năm \d{4},?|năm \d{4},?|trong năm "
    r"\d{4},?|hết năm \d{4},?|có)[\s,:]*)*",
    re.IGNORECASE)
_KEEPS = re.compile(
    r"(?P<verb>duy tri|giu vung|giu nguyen)\s+(?:va (?:nang cao|cai thien)\s+)?(?P<what>thu hang|vi tri|vi thu|xep hang|thu bac|ket qua|chi so)[^.;,()]{0,90}"
)
_TOP = re.compile(
    r"(?:trong (?:nhom|top)|thuoc (?:nhom|top)|nam trong(?: nhom| top)?|xep (?:thu|hang)|vi tri thu|"
    r"top)\s*(?P<n>\d{1,3})(?P<rest>\s*(?:[^.;,()]{0,60}?(?:dan dau|dung dau|tro len|cao nhat|tot nhat))?)"
)
_STEPS = ("hạng", "bậc")
_LAST_MEASURE = 140


def targets_in(root: Node) -> tuple[Target, ...]:
    found: list[Target] = []
    for node in root.below():
        if node.table is None:
            found += targets_of(node.passage, _is_under_targets(node))
    return tuple(found)


def _is_under_targets(node: Node) -> bool:
    for above in node.above():
        words = above.flat.strip(" .:*")
        if _HEADING.match(words) or re.match(r"(?:muc tieu|chi tieu) cu the", words):
            return True
        if above.is_capital or above.style == "roman":
            return bool(re.search(r"(?:muc tieu|chi tieu)", words)) and not re.search(r"(?:nhiem vu|giai phap)", words)
    return False


def targets_of(passage: Passage, under_targets: bool) -> list[Target]:
    """Under a heading of targets every figure is one; elsewhere the sentence must strive for it."""
    figures = figures_of(passage)
    found: list[Target] = []
    strove = False
    for start, end in sentences(passage):
        words = passage.flat[start:end]
        goes_on = strove and passage.text[:start].rstrip().endswith(";")
        strove = goes_on or bool(_STRONGLY.search(words))
        if not under_targets and not goes_on and (not _STRIVES.search(words) or _REACHED.search(words)):
            continue
        inside = [(placed.start, placed.figure) for placed in figures if start <= placed.start < end]
        before = ""
        for at, figure in inside:
            target = _target(passage, start, end, at, figure, under_targets or goes_on, before)
            if target is not None:
                found.append(target)
                before = target.measure
        if under_targets or _STRONGLY.search(words):
            found += _kept(passage, start, end)
        if under_targets or strove:
            found += _among_the_first(passage, start, end, before)
    return _in_order(found)


def _target(passage: Passage, start: int, end: int, at: int, figure: Figure, under_targets: bool, before: str) -> Target | None:
    """`before`: the measure of the target before in the sentence, which an increase goes on with."""
    words = passage.flat
    behind = at + len(figure.text)
    if not under_targets and not _strives(words, start, at, behind, figure):
        return None
    comparison = _comparison(words, start, at, behind)
    if _is_chance(words[start:at], figure, comparison, under_targets):
        return None
    clause = _clause_start(passage, start, at)
    closes = _tail(words, behind, end)
    measure, opens, ends = _measure(passage, clause, at, behind, end, figure)
    goes_on = comparison in (
        "increase",
        "decrease") and bool(before) and (not passage.text[clause:at].strip(" ,(") or opens == at or figure.unit.lower() in _STEPS)
    if goes_on or (figure.unit.lower() in _STEPS and measure.startswith(figure.unit)):
        measure, opens, ends = before or "thứ hạng", clause, closes
    measure = measure or before
    spread = _RANGE.match(figure.text)
    compared = _COMPARED.match(words, closes)
    closes = max(ends, compared.end() if compared else closes)
    opens += len(passage.text[opens:closes]) - len(passage.text[opens:closes].lstrip(" ,;.("))
    text = passage.text[opens:closes].rstrip(" ,;.(")
    return Target(
        measure, comparison, figure.value, figure.unit, text, passage.span(opens, opens + len(text)), number_of(spread["to"])[0] if spread else None,
        passage.text[compared.start() : compared.end()].strip() if compared else "", bool(measure), "" if measure else "không rõ chỉ tiêu của cái gì",
    )


def _is_chance(before: str, figure: Figure, comparison: Comparison, under_targets: bool) -> bool:
    """A number that is only mentioned: counted things without a word that sets them as a goal."""
    if figure.form != "count" or comparison != "equal" or under_targets:
        return False
    return figure.unit.lower() not in ("điểm", *_STEPS) and not re.search(r"(?:dat|co|du|hoan thanh|to chuc)\s*$", before)


def _strives(words: str, start: int, at: int, behind: int, figure: Figure) -> bool:
    """Outside a part on targets: `phấn đấu`, `tối thiểu`, `trở lên` in the same clause, and a share, points or ranks."""
    clause = words[start:at]
    near = bool(_STRONGLY.search(clause[-160:]) or re.search(r"(?:it nhat|toi thieu|khong duoi|>=|≥|\\geq)\s*\$?\s*$", clause) or _UP.match(words, behind))
    return near and (figure.form != "count" or figure.unit.lower() in ("điểm", "hạng", "bậc") or bool(_STRONGLY.search(clause[-60:])))


def _comparison(words: str, start: int, at: int, behind: int) -> Comparison:
    before = re.sub(r"[\s$(]+$", " ", words[start:at])
    for comparison, pattern in _BEFORE[:2]:
        if pattern.search(before):
            return comparison
    if _UP.match(words, behind):
        return "at_least"
    if _DOWN.match(words, behind):
        return "at_most"
    return next((comparison for comparison, pattern in _BEFORE[2:] if pattern.search(before)), "equal")


def _clause_start(passage: Passage, start: int, at: int) -> int:
    """Behind the last sign or `và` that parts this figure from another goal before it."""
    cut = start
    for joint in re.finditer(r"[;:(]\s*|,\s+|\s+va\s+(?=[^,;.]{0,90}?(?:dat|tang|giam|tu|\d))", passage.flat[start:at]):
        before = passage.flat[cut : start + joint.start()]
        if joint[0].startswith((";", "(", ":")) or re.search(r"\d|(?<![a-z])(?:dat|duy tri|xep)(?![a-z])", before):
            cut = start + joint.end()
    return cut


def _measure(passage: Passage, clause: int, at: int, behind: int, end: int, figure: Figure) -> tuple[str, int, int]:
    """The words before the verb; failing those, the words behind the figure. With where the target's words begin and end."""
    before = passage.text[clause:at]
    verb = _VERB.search(passage.flat[clause:at])
    named = before[: verb.start()] if verb else before
    opening = _OPENS.match(named)
    name = named[opening.end() if opening else 0 :].strip(" ,:-–(")
    goal = re.search(r"^.*?(?<!\w)(?:phấn đấu|đặt mục tiêu)\s+(?:để\s+)?", name, re.IGNORECASE)
    name = name[goal.end() :] if goal else name
    share = re.search(r"(?<!\w)(?:tỷ lệ|tỉ lệ)\s.*$", name, re.IGNORECASE)
    name = share[0] if share else name
    if len(name) > 2 and (verb or figure.form != "percent"):
        return name[-_LAST_MEASURE:], clause, behind
    stop = re.search(
        r"[.;()]|,(?!\s*(?:ban|nganh|cong chuc|vien chuc|kien nghi|don vi)\b)|\s+va\s+(?=(?:phan dau|tang|giam|duy tri|\d))|\s+tro (?:len|xuong)|\s+so voi "
        r"nam",
        passage.flat[behind:end])
    ends = behind + stop.start() if stop else end
    from_unit = behind if figure.form == "percent" else behind - len(figure.unit)
    phrase = passage.text[from_unit:ends].strip(" ,")
    if not phrase:
        return name[:_LAST_MEASURE], clause, behind
    return phrase[:_LAST_MEASURE], min(at, clause + (verb.start() if verb else 0)), ends


def _tail(words: str, behind: int, end: int) -> int:
    up = _UP.match(words, behind) or _DOWN.match(words, behind)
    return up.end() if up and up.end() <= end else behind


def _kept(passage: Passage, start: int, end: int) -> Iterator[Target]:
    for match in _KEEPS.finditer(passage.flat[start:end]):
        text = passage.text[start + match.start() : start + match.end()].strip()
        what = passage.text[start + match.start("what") : start + match.end("what")]
        yield Target(what, "maintain", None, "", text, passage.span(start + match.start(), start + match.start() + len(text)))


def _among_the_first(passage: Passage, start: int, end: int, before: str) -> Iterator[Target]:
    """`nằm trong nhóm 5 sở dẫn đầu`; `before`: the measure of the target before in the sentence."""
    for match in _TOP.finditer(passage.flat[start:end]):
        text = passage.text[start + match.start() : start + match.end()].strip()
        clause = _clause_start(passage, start, start + match.start())
        verb = _VERB.search(passage.flat[clause : start + match.start()])
        name = passage.text[clause : clause + verb.start() if verb else start + match.start()]
        opening = _OPENS.match(name)
        measure = name[opening.end() if opening else 0 :].strip(" ,:-–(") or before
        yield Target(
            measure[-_LAST_MEASURE:], "within_top", Fraction(match["n"]), "hạng", text,
            passage.span(start + match.start(), start + match.start() + len(text)), is_sure=bool(measure),
            reason="" if measure else "không rõ chỉ tiêu của cái gì",
        )


def _in_order(found: list[Target]) -> list[Target]:
    return sorted(found, key=lambda target: (target.span.page, target.span.start))
