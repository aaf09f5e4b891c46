"""Each figure typed from a real text quotes it word for word, at the place (section and characters) it names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import parix
from parix.foundation.measurement_files import read_measurement_file
from parix.foundation.measurements import Measurement

FIGURES = sorted((Path(parix.__file__).parent / "definitions" / "seed_figures").glob("*.yaml"))
TEXTS = Path(__file__).parents[2] / "samples" / "seeds"
BETWEEN_PASSAGES = " […] "
_PLACE = re.compile(r"(?P<section>.+); ký tự (?P<spans>\d+-\d+(?:, \d+-\d+)*)")


def _figures() -> list[tuple[str, Measurement]]:
    figures = []
    for path in FIGURES:
        given, problems = read_measurement_file(path)
        assert given is not None and problems == []
        figures += [(f"{path.stem}:{one.code}", one) for one in given.measurements]
    return figures


def _passages_in_text(one: Measurement) -> list[str]:
    text = (TEXTS / one.source.file).read_bytes().decode("utf-8")
    place = _PLACE.fullmatch(one.place_in_source)
    assert place is not None, one.place_in_source
    spans = [span.split("-") for span in place["spans"].split(", ")]
    return [text[int(start) : int(end)] for start, end in spans]


@pytest.mark.parametrize("one", [pytest.param(one, id=name) for name, one in _figures()])
def test_quote_stands_at_its_place(one: Measurement) -> None:
    assert BETWEEN_PASSAGES.join(_passages_in_text(one)) == one.quote


def test_both_texts_are_used_whole() -> None:
    used = {one.source.file for _, one in _figures()}
    assert used == {"nghe_an_2022_q1.txt", "binh_duong_2017.txt"}
    assert len(_figures()) == 38


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("nghe_an_2022_q1:procedures.published", "28/28"),
        ("nghe_an_2022_q1:onestop.dossiers_online", "4/9"),
        ("nghe_an_2022_q1:onestop.dossiers_on_time", "giải quyết 9 hồ sơ"),
        ("nghe_an_2022_q1:plan.issued", "ngày 26/01/2022"),
        ("binh_duong_2017:onestop.dossiers_on_time", "99%"),
        ("binh_duong_2017:procedures.reviewed", "6 TTHC"),
        ("binh_duong_2017:outreach.plan", "3.752"),
    ],
)
def test_quote_holds_the_figure(figure: str, words: str) -> None:
    assert dict(_figures())[figure].quote.count(words) == 1
