"""Figures that cannot be: more done than there is (`30/28 hồ sơ`), a share of a whole above 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parix.foundation.problems import Problem
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.figure_checks.findings import finding
from parix.official_documents.figures.reading import Placed
from parix.official_documents.pages import flat

_OF_A_WHOLE = re.compile(r"(?:ho so|tthc|thu tuc|don vi|phong|can bo|cong chuc|vien chuc|nguoi|dich vu cong|dvc|phan anh|kien nghi|xa|phuong|van ban)")
_MAY_EXCEED = re.compile(r"(?:ke hoach|vuot|chi tieu|du toan|so voi|dinh muc|giao|tang|muc tieu|phan dau)")
_SHARE = re.compile(r"(?:ty le|ti le|chiem|dung han|hai long|hoan thanh|ho so)")


def impossible(passage: Passage, figures: Sequence[Placed]) -> Iterator[Problem]:
    for placed in figures:
        figure = placed.figure
        around = passage.flat[max(0, placed.start - 90) : placed.end + 60]
        if _MAY_EXCEED.search(around):
            continue
        if figure.form == "ratio" and figure.value > 1 and _OF_A_WHOLE.match(flat(figure.unit)):
            yield finding("more_than_all", f"{figure.text}: tử số lớn hơn mẫu số", figure.span)
        elif figure.form == "percent" and figure.value > 100 and _SHARE.search(around):
            yield finding("more_than_all", f"tỷ lệ {figure.text} vượt 100%", figure.span)
