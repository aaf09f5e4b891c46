"""Work that comes again: `hằng tháng`, `định kỳ hằng quý`, `trước ngày 25 hằng tháng`, `ngày 20 tháng cuối quý`, `thường xuyên`."""

from __future__ import annotations

import re

from parix.official_documents.assignments.records import Due, Recurrence
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_heads.records import Found
from parix.official_documents.unit_names.verbs import is_verb

_EVERY = r"(?:hang|moi|tung|dinh ky(?: hang| moi)?|dinh ky vao|mot)"
_UNITS: tuple[tuple[str, Recurrence], ...] = (
    (
        r"(?:0?6|sau) thang(?! dau| cuoi)(?:,? (?:1|mot|01) (?:lan|ky))?",
        "half_yearly"), (r"(?:0?3|ba) thang (?:1|mot|01) lan", "quarterly"), (r"quy", "quarterly"), (r"thang", "monthly"),
    (r"tuan", "weekly"), (r"ngay", "daily"), (r"nam", "yearly"),
)
_DAY = (
    r"(?:(?P<lead>(?:truoc|cham nhat(?: la| vao| den)*|xong truoc|vao|muon nhat(?: la)?)\s+)?(?:ngay\s+)?(?:mung\s+)?(?<![\d:/.])(?P<day>[0-3]?\d)"
    r"(?:\s*(?:/|thang)\s*(?P<month>[01]?\d))?\s*,?\s*(?:cua\s+)?)?"
)
_RECURS = re.compile(
    rf"{_DAY}(?<![a-z])(?:(?P<every>{_EVERY})\s+(?P<unit>{'|'.join(unit for unit, _code in _UNITS)})(?![a-z])|(?P<end>(?:thang )?cuoi (?:cua )?(?:moi "
    rf")?(?P<of>quy|nam|ky bao cao|thang|tuan)(?! [ivx\d])(?![a-z]))|"
    r"(?P<next>thang dau (?:cua )?quy (?:sau|tiep theo|ke tiep)|thang sau(?: thang bao cao)?))"
)
_TIMES = re.compile(
    r"(?:(?P<before>(?:0?6|sau) thang|(?:0?3|ba) thang|quy|thang|tuan|nam)\s?/\s?(?:0?1 ?)?lan|0?\d{1,2} lan\s?(?:/|trong|moi|mot|1)\s?(?P<behind>quy|thang|"
    r"tuan|nam)|moi (?P<each>quy|thang|tuan|nam) (?:it nhat |toi thieu )?0?\d{1,2} lan|"
    r"(?P<count>(?:0?6|sau) thang|(?:0?3|ba) thang) (?:1|mot|01) (?:lan|ky))(?![a-z])"
)
_REGULAR = re.compile(r"(?:thuong xuyen|lien tuc|hang ngay|ca nam|trong ca nam|quanh nam)(?![a-z])")
_REGULAR_IN_BRACKETS = re.compile(
    r"(?<=[(;,] )(?:thuong xuyen|lien tuc)(?: trong nam)?(?=\))|(?<=\()(?:thuong xuyen|lien tuc)(?: trong nam)?(?=[);])|(?<=, )(?:thuong xuyen|lien tuc)(?: "
    r"trong nam)?(?=[.;/]*$)"
)
_TIMES_CODES: dict[str, Recurrence] = {"half": "half_yearly", "quy": "quarterly", "thang": "monthly", "tuan": "weekly", "nam": "yearly"}
_MEETING = re.compile(
    r"(?:giao ban|cuoc hop|hop|sinh hoat|ngay phap luat|phien hop|thuong nien|to chuc|danh gia(?:, xep loai)?[^.;:]{0,40}|ke hoach[^.;:]{0,30}|luong|che do|"
    r"dien ra|bao cao kiem soat)\s*$"
)
_REPORTS = re.compile(
    r"(?:bao cao|tong hop|gui|cap nhat|theo doi|don doc|kiem tra|ra soat|thong ke|danh gia|cong khai|thong bao|lap|hop|to chuc|thuc hien|giao ban|tham muu|"
    r"dang tai|nop|trinh)"
)


def recurrence_in(passage: Passage, *, in_cell: bool = False) -> tuple[Found[Recurrence], Found[Due] | None] | None:
    """The first one, with its day when a day of the month is written there or again further on."""
    words = passage.flat
    found: Found[Recurrence] | None = None
    for match in _RECURS.finditer(words):
        code = _code(match)
        if code is None or not (in_cell or _is_of_the_work(match, passage.text, words, code)) or (
            found is not None and (code != found.value or not match["day"])
        ):
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        text = passage.text[start : match.end()].strip()
        found = Found(code, text, passage.span(start, start + len(text)))
        is_weekday = code == "weekly" or re.search(r"thu\s*$", words[: match.start()]) is not None
        if match["day"] and 1 <= int(match["day"]) <= 31 and not is_weekday:
            return found, Found(Due("recurring", day=int(match["day"])), text, found.span)
    if found is not None:
        return found, None
    times = _TIMES.search(words)
    if times:
        unit = times["before"] or times["behind"] or times["each"] or times["count"]
        text = passage.text[times.start() : times.end()]
        key = unit if " " not in unit else "half" if unit.startswith(("6", "06", "sau")) else "quy"
        return Found(_TIMES_CODES[key], text, passage.span(*times.span())), None
    regular = _REGULAR.search(words) if in_cell else _REGULAR_IN_BRACKETS.search(words)
    if regular:
        text = passage.text[regular.start() : regular.end()]
        return Found("regular", text, passage.span(*regular.span())), None
    return None


def _code(match: re.Match[str]) -> Recurrence | None:
    if match["every"]:
        if match["every"] == "mot":
            return None
        return next((code for unit, code in _UNITS if re.fullmatch(unit, match["unit"])), None)
    if match["next"]:
        return "quarterly" if "quy" in match["next"] else "monthly"
    if not match["day"]:
        return None
    return {"quy": "quarterly", "nam": "yearly", "ky bao cao": "quarterly", "thang": "monthly", "tuan": "weekly"}.get(match["of"])  # type: ignore[return-value]


def _is_of_the_work(match: re.Match[str], text: str, words: str, code: Recurrence) -> bool:
    """In a sentence: with a day, `định kỳ`, or at a report; not the name of a meeting or of a yearly habit."""
    if match["day"] or (match["every"] or "").startswith("dinh ky"):
        return True
    before = words[max(0, match.start() - 60) : match.start()]
    if _MEETING.search(before):
        return False
    clause = re.split(r"[.;:]", before)[-1]
    if code != "yearly" and re.search(r"[,;]\s*$", before) and is_verb(text, words, match.end() + 1):
        return True
    if code == "yearly" and re.search(r"[,;]\s*$", before) and re.match(
        r"\s*(?:tong ket|so ket|danh gia|bao cao|ra soat|cap nhat|cong bo)(?![a-z])",
        words[match.end() :]):
        return True
    if code == "yearly":
        return not clause.strip(" ,-") or bool(re.search(r"bao cao\s*(?:ket qua\s*)?$", before))
    return bool(_REPORTS.search(clause)) or not clause.strip(" ,-") or bool(re.match(
        r"[\s,]*(?:truoc|tong hop|bao cao|gui|kiem tra|ra soat|theo doi|to chuc)",
        words[match.end() :]))
