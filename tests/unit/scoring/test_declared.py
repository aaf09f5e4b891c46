"""What a source prints against what its own parts give: contradictions come out, rounding is told apart from them."""

from __future__ import annotations

from fractions import Fraction as F
from pathlib import Path

import pytest

from parix.criteria.editions import Edition
from parix.criteria.library import SHIPPED
from parix.foundation.facts import Number
from parix.foundation.measurement_files import read_measurement_file
from parix.foundation.measurements import Declared, MeasurementSet
from parix.foundation.periods import Period
from parix.scoring.declared import irreconcilable, out_of_order
from parix.scoring.sheets import ScoreSheet, score
from tests.unit.scoring.made_up_editions import SOURCE, agency, arithmetic, awarded, both, field, made_edition, measured, shipped_edition

PUBLISHED = SHIPPED.parent / "published_results"
CONTRADICTIONS = {
    "2023_hoa_binh": "declared.sum",
    # a hundredth off, which the rounding of four printed parts explains
    "2020_dong_thap": "declared.rounding", "2020_phu_tho": "declared.rounding", "2020_quang_ninh": "declared.rounding", "2022_ninh_thuan": "declared.rounding",
}
GRADES = [{"key": key, "text": both(key), "at_least": cut} for key, cut in (("high", "80"), ("low", "0"))]


def parts(root: Path, **settings: object) -> Edition:
    """Four awarded parts of 25."""
    return made_edition(root, [field("f", [awarded(key, "25") for key in "abcd"])], grades=GRADES, **settings)


def sheet_of(edition: Edition, points: str, *declared: tuple[str, str], code: str = "A") -> ScoreSheet:
    given = measured({f"{key}.points": Number(F(value)) for key, value in zip("abcd", points.split(), strict=False)}, of=agency(code))
    stated = tuple(Declared(what, value, SOURCE) for what, value in declared)
    return score(edition, MeasurementSet(given.agency, given.period, given.measurements, stated))


def found(sheet: ScoreSheet) -> list[str]:
    problems = irreconcilable(sheet)
    assert all(problem.severity == "warning" or problem.code == "declared.unreadable" for problem in problems)
    return [problem.code for problem in problems]


def published(name: str) -> ScoreSheet:
    given, problems = read_measurement_file(PUBLISHED / name)
    assert given is not None
    assert problems == []
    day = given.period.end.isoformat()
    folder = max(path for path in (SHIPPED / "province_blocks").iterdir() if path.name <= day)
    return score(shipped_edition(folder), given)


def test_the_parts_of_hoa_binh_make_a_point_more_than_was_printed() -> None:
    """57,04 + 8,19 + 18,34 + 4,32 = 87,89; the source prints 86,89."""
    sheet = published("2023_hoa_binh.yaml")
    assert (sheet.total.points, sheet.period, sheet.is_complete) == (F("87.89"), Period.of_year(2023), True)
    (problem,) = irreconcilable(sheet)
    assert (problem.code, problem.severity) == ("declared.sum", "warning")
    assert "nguồn ghi 86,89 nhưng các phần cộng lại được 87,89 (lệch 1)" in problem.message
    assert problem.place.line > 0


@pytest.mark.parametrize("path", sorted(PUBLISHED.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_published_result_is_read_scored_and_compared(path: Path) -> None:
    sheet = published(path.name)
    assert found(sheet) == ([CONTRADICTIONS[path.stem]] if path.stem in CONTRADICTIONS else [])


@pytest.mark.parametrize(("points", "printed", "codes"), [
    ("20 20 20 20", "80", []), ("20 20 20 20", "80.00", []), ("20 20 20 20", " 80.00 ", []),
    ("20.004 20 20 20", "80.00", []), ("20.005 20 20 20", "80.00", []), ("20.005 20 20 20", "80.01", []),  # just a half: either way
    ("20.01 20 20 20", "80.00", ["declared.rounding"]), ("20.025 20 20 20", "80.00", ["declared.rounding"]),  # four parts and a total, a half each
    ("20.0251 20 20 20", "80.00", ["declared.sum"]), ("21 20 20 20", "80.00", ["declared.sum"]), ("21 20 20 20", "80", ["declared.rounding"]),
    ("20 20 20 20", "80,00", ["declared.unreadable"]), ("20 20 20 20", "tám mươi", ["declared.unreadable"]), ("20 20 20 20", "", ["declared.unreadable"]),
])
def test_a_printed_total_may_differ_by_its_rounding_only(tmp_path: Path, points: str, printed: str, codes: list[str]) -> None:
    assert found(sheet_of(parts(tmp_path), points, ("total", printed))) == codes


def test_a_truncated_total_is_no_contradiction_where_the_set_truncates(tmp_path: Path) -> None:
    for mode, codes in (("truncate", []), ("half_up", ["declared.rounding"])):
        edition = parts(tmp_path, key=mode, arithmetic=arithmetic("total", mode))
        assert found(sheet_of(edition, "20.009 20 20 20", ("total", "80.00"))) == codes
        assert found(sheet_of(edition, "20.009 20 20 20", ("index", "80.00"))) == codes


def test_an_index_and_a_grade_are_compared_too(tmp_path: Path) -> None:
    edition = parts(tmp_path)
    assert found(sheet_of(edition, "20 20 20 20", ("index", "80.00"), ("grade", "high"))) == []
    assert found(sheet_of(edition, "20 20 20 20", ("index", "79.00"), ("grade", "low"))) == ["declared.sum", "declared.grade"]
    assert found(sheet_of(edition, "20 20 20 20", ("grade", "high (vi)"))) == []
    assert found(sheet_of(edition, "20 20 20 20", ("rank", "3"), ("surveyed", "yes"))) == []


def test_a_total_whose_parts_are_not_all_known_contradicts_only_what_is_impossible(tmp_path: Path) -> None:
    """Three parts of 20 are known, the fourth brings 0 to 25."""
    edition = parts(tmp_path)
    assert [found(sheet_of(edition, "20 20 20", ("total", printed))) for printed in ("60", "72.5", "85", "85.01", "59.9", "59", "90")] == [
        [], [], [], ["declared.rounding"], ["declared.rounding"], ["declared.rounding"], ["declared.sum"],
    ]
    assert [found(sheet_of(edition, "20 20 20", ("grade", grade))) for grade in ("high", "low")] == [[], []]
    assert [found(sheet_of(edition, "10 10 10", ("grade", grade))) for grade in ("high", "low")] == [["declared.grade"], []]


def test_totals_are_compared_in_points_and_indices_in_percent(tmp_path: Path) -> None:
    """Two parts of 25: 20 + 20 points are 80 %; with one part open, 20 to 45 points are 40 % to 90 %."""
    edition = made_edition(tmp_path, [field("f", [awarded(key, "25") for key in "ab"])])
    assert found(sheet_of(edition, "20 20", ("total", "40.0"), ("index", "80.0"))) == []
    assert found(sheet_of(edition, "20 20", ("total", "80.0"), ("index", "40.0"))) == ["declared.sum"] * 2
    assert found(sheet_of(edition, "20", ("total", "45.0"), ("index", "90.0"))) == []
    assert found(sheet_of(edition, "20", ("total", "50.0"), ("index", "30.0"))) == ["declared.sum"] * 2


def test_printed_ranks_against_the_parts(tmp_path: Path) -> None:
    edition = parts(tmp_path)
    sheets = [
        sheet_of(edition, "20 20 20 20", ("rank", "2"), code="A"), sheet_of(edition, "21 20 20 20", ("rank", "3"), code="B"),
        sheet_of(edition, "25 25 20 20", ("rank", "1"), code="C"), sheet_of(edition, "1 1 1 1", ("rank", "no 4"), code="D"),
    ]
    (problem,) = out_of_order(sheets)
    assert (problem.code, problem.severity) == ("declared.rank", "warning")
    assert problem.message == "Cơ quan B công bố hạng 3 nhưng các phần cộng được 81, cao hơn Cơ quan A hạng 2 (80)"
    assert out_of_order(sheets[:1]) == out_of_order([sheets[0], sheets[2]]) == []


def test_equal_printed_ranks_are_no_contradiction(tmp_path: Path) -> None:
    edition = parts(tmp_path)
    assert out_of_order([sheet_of(edition, "20 20 20 20", ("rank", "2"), code="A"), sheet_of(edition, "21 20 20 20", ("rank", "2"), code="B")]) == []


def test_printed_ranks_of_what_is_not_known_are_no_contradiction(tmp_path: Path) -> None:
    """A stands first with 60 for certain and up to 85; B's 80 do not contradict that."""
    edition = parts(tmp_path)
    assert out_of_order([sheet_of(edition, "20 20 20", ("rank", "1"), code="A"), sheet_of(edition, "20 20 20 20", ("rank", "2"), code="B")]) == []
    assert len(out_of_order([sheet_of(edition, "10 10 10", ("rank", "1"), code="A"), sheet_of(edition, "20 20 20 20", ("rank", "2"), code="B")])) == 1
