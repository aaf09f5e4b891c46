"""The same figure in two places: what is counted twice with the same words must have the same number both times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parix.foundation.problems import Problem
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.figure_checks.findings import finding
from parix.official_documents.figures.reading import Placed
from parix.official_documents.figures.records import Figure
from parix.official_documents.pages import flat

_SAME_WORDS = (
    (r"thu tuc hanh chinh|\btthc\b", "tthc"), (r"\bthu tuc\b", "tthc"), (
        r"dich vu cong(?: truc tuyen)?|\bdvctt\b|\bdvc\b",
        "dvc"), (r"can bo, cong chuc(?:, vien chuc)?|cbccvc|cbcc", "cbcc"), (r"khoa hoc va cong nghe|kh&cn|khcn", "khcn"),
    (r"cai cach hanh chinh|\bcchc\b", "cchc"), (r"tre han|cham han|tre hen", "qua han"), (r"qua mang|truc tuyen", "truc tuyen"), (r"dung hen", "dung han"),
    (r"van ban quy pham phap luat|vbqppl|van ban qppl", "qppl"),
)
_STOP = frozenset(
    [
        "cua", "va", "cac", "duoc", "la", "co", "trong", "tren", "tai", "ve", "den", "da", "cho", "voi", "theo", "so", "tong", "bo", "phan", "mot", "cua",
        "do", "nay", "ky", "bao", "cao", "dia", "ban", "tinh", "day", "du", "toan", "gom", "nhu", "sau", "deu", "hien", "nay", "tinh", "don", "vi", "thang",
        "thuc", "hien", "vao", "ra", "thi", "cung", "con", "tong", "cong", "trong", "nam",
    ]
)
_PARTIAL = re.compile(
    r"(?:trong do|linh vuc|cap (?:huyen|xa|tinh)|con lai|rieng|(?:tai|cua|o|thuoc) (?:cac )?(?:phong|chi cuc|trung tam|don vi|xa|phuong|huyen) |ky truoc|"
    r"cung ky|"
    r"nam truoc|nam ngoai|quy truoc|thang truoc|luy ke|muc tieu|phan dau|ke hoach|chi tieu|moi |tung |gom|:\s*$|them)"
)
_PERIOD = re.compile(r"(?:quy (?:iv|i{1,3}|[1-4])|6 thang(?: dau nam| cuoi nam)?|9 thang|thang \d{1,2}|nam \d{4})(?:[/ ](?:nam )?\d{4})?")
_CONCEPTS = (
    ("tiếp nhận", re.compile(r"(?:tiep nhan)(?!.{0,30}giai quyet)"), "ho so"), ("tiếp nhận và giải quyết", re.compile(
        r"tiep nhan(?: va|,) (?:da )?giai quyet"
    ), "ho so"),
    ("đã giải quyết", re.compile(
        r"(?<!va )(?<!, )(?:da|duoc) giai quyet(?! (?:dung|truoc|qua|som))|giai quyet xong"
    ), "ho so"), ("thuộc thẩm quyền giải quyết", re.compile(r"thuoc tham quyen(?: giai quyet)?"), "tthc"),
    ("quá hạn", re.compile(r"qua han"), "ho so"),
)


@dataclass(frozen=True, slots=True)
class _Told:
    figure: Figure
    key: tuple[object, ...]
    value: object
    order: int


def wrong_repetitions(told: Sequence[tuple[Passage, Sequence[Placed]]]) -> Iterator[Problem]:
    """`told`: passages in reading order with their figures. A pair is named at the later place."""
    first: dict[tuple[object, ...], _Told] = {}
    named: set[tuple[object, ...]] = set()
    for order, (passage, figures) in enumerate(told):
        for placed in figures:
            for key, value in _keys(passage, placed, figures):
                one = _Told(placed.figure, key, value, order)
                before = first.setdefault(key, one)
                if before.value != value and before.order != order and (before.figure.span, one.figure.span) not in named:
                    named.add((before.figure.span, one.figure.span))
                    message = f"ghi {one.figure.text} nhưng ở chỗ khác ({before.figure.span}) ghi {before.figure.text} cho cùng nội dung"
                    yield finding("repetition_differs", message, one.figure.span)


def _keys(passage: Passage, placed: Placed, figures: Sequence[Placed]) -> Iterator[tuple[tuple[object, ...], object]]:
    figure = placed.figure
    if figure.bound or not figure.is_sure:
        return
    clause = _clause(passage, placed, figures)
    before = passage.flat[max(0, placed.start - 60) : placed.start]
    if _PARTIAL.search(clause) or re.search(r"(?:trong do|so voi|ky truoc|cung ky)[^.;]*$", before):
        return
    unit = _merged(flat(figure.unit))
    period = tuple(_PERIOD.findall(clause))
    if figure.form == "ratio":
        words = _content(_merged(flat(figure.measure)))
        if len(words) >= 3:
            yield ("of", unit, frozenset(list(words)[:8])), figure.denominator
        if re.search(r"thuoc tham quyen", clause):
            yield ("concept", "thuộc thẩm quyền giải quyết", unit, period), figure.denominator
        return
    if figure.form == "percent":
        words = _content(_merged(flat(figure.measure)))
        if len(words) >= 3 and not re.search(r"(?:tang|giam)\s*$", before):
            yield ("percent", period, frozenset(words)), figure.value
        return
    for name, pattern, of in _CONCEPTS:
        if unit.startswith(of) and pattern.search(_merged(clause)) and not _other_quality(name, clause):
            yield ("concept", name, unit, period), figure.value
    words = _content(_merged(clause))
    if len(words) >= 4:
        yield ("count", unit, period, frozenset(words)), figure.value


def _other_quality(name: str, clause: str) -> bool:
    """`tiếp nhận trực tuyến` is not all that was received."""
    if name == "thuộc thẩm quyền giải quyết":
        return bool(re.search(
            r"muc do|truc tuyen|toan trinh|mot phan|cong khai|ra soat|cat giam|don gian|sua doi|bai bo|moi ban hanh|lien thong|so hoa|thanh toan|phat sinh|"
            r"tich hop",
            clause))
    others = r"truc tuyen|truc tiep|buu chinh|toan trinh|dung han|truoc han|moi|trung tam phuc vu|qua mang|mot cua lien thong"
    others += r"|qua han|tre han" if name != "quá hạn" else r"|khong qua han"
    return bool(re.search(others, clause))


def _clause(passage: Passage, placed: Placed, figures: Sequence[Placed]) -> str:
    """The words of the clause that holds the figure, without its own number."""
    words = passage.flat
    start = max((found.end() for found in re.finditer(r"[.;:()]\s|,\s", words[: placed.start])), default=0)
    end = next((found.start() + placed.end for found in re.finditer(r"[.;:()]|,", words[placed.end :])), len(words))
    others = [one for one in figures if one is not placed and start <= one.start < end]
    end = min([end, *(one.start for one in others if one.start > placed.start)])
    start = max([start, *(one.end for one in others if one.start < placed.start)])
    return f"{words[start : placed.start]} {flat(placed.figure.unit)} {words[placed.end : end]}"


def _merged(words: str) -> str:
    for pattern, short in _SAME_WORDS:
        words = re.sub(pattern, short, words)
    return words


def _content(words: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z]+", words) if word not in _STOP)


