"""`parix rank`: many agencies in their groups, period by period, and what published results say against themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.running import FIGURES, PUBLISHED, Call, written
from tests.unit.criteria.written_editions import Draft

PLACING_KEYS = {
    "agency", "name", "group", "rank", "best", "worst", "out_of", "points", "applicable_max", "index", "published_index", "complete", "grade", "declared",
}


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """Four agencies: two tie, one is open, one is of another year."""
    folder = tmp_path / "several"
    folder.mkdir()
    for code, share, period in (("A1", "8/10", "2022"), ("A2", "9/10", "2022"), ("A3", "8/10", "2022"), ("A4", "8/10", "2023")):
        text = FIGURES.replace("code: A1", f"code: {code}").replace("Sở A", f"Sở {code}").replace("8/10", share).replace("period: 2022", f"period: {period}")
        written(folder / f"{code}.yaml", text)
    return folder


def test_ranks_and_ties_in_a_table(call: Call, several: Path, edition: Path) -> None:
    ran = call("rank", several, "-e", edition)
    assert (ran.code, ran.err) == (0, "")
    rows = [line.split() for line in ran.out.splitlines()]
    assert [row[:4] for row in rows if row and "/" in row[0]] == [
        ["1/3", "Sở", "A2", "86,45"], ["2/3", "Sở", "A1", "84,34"], ["2/3", "Sở", "A3", "84,34"], ["1/1", "Sở", "A4", "84,34"],
    ]
    assert [line.strip() for line in ran.out.splitlines() if line.startswith("20")] == ["2022 all", "2023 all"]
    assert "đồng hạng thì bỏ hạng kế tiếp (1, 1, 3)" in ran.out


def test_ranks_for_machines(call: Call, several: Path, edition: Path) -> None:
    result = call("rank", several, "-e", edition, "--json").json
    assert result.keys() == {"rankings", "problems"}
    assert [one.keys() for one in result["rankings"]] == [{"period", "edition", "fingerprint", "arithmetic", "placings"}] * 2
    placings = [placing for one in result["rankings"] for placing in one["placings"]]
    assert {frozenset(placing) for placing in placings} == {frozenset(PLACING_KEYS)}
    assert [(one["agency"], one["rank"], one["out_of"], one["grade"], one["complete"]) for one in placings] == [
        ("A2", 1, 3, "good", True), ("A1", 2, 3, "good", True), ("A3", 2, 3, "good", True), ("A4", 1, 1, "good", True),
    ]


def test_files_and_folders_go_together_and_order_does_not_matter(call: Call, several: Path, edition: Path) -> None:
    paths = sorted(several.iterdir())
    assert call("rank", *reversed(paths), "-e", edition, "--json").json == call("rank", several, "-e", edition, "--json").json


def test_what_is_open_bounds_the_rank(call: Call, several: Path, edition: Path) -> None:
    text = (several / "A1.yaml").read_text(encoding="utf-8").replace("share: 8/10", "not_known: chưa gửi")
    written(several / "A1.yaml", text)
    placings = call("rank", several, "-e", edition, "--json").json["rankings"][0]["placings"]
    assert [(one["agency"], one["rank"], one["best"], one["worst"]) for one in placings] == [("A2", 1, 1, 2), ("A3", 2, 2, 3), ("A1", 3, 1, 3)]
    assert "1–3" in call("rank", several, "-e", edition).out


def test_each_period_takes_the_edition_in_force(call: Call, several: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Draft().write(tmp_path / "sets")
    monkeypatch.chdir(tmp_path / "sets")
    result = call("rank", several, "-e", "small/2022-01-01", "--json").json
    assert [(one["period"], one["edition"]) for one in result["rankings"]] == [("2022", "small/2022-01-01"), ("2023", "small/2022-01-01")]
    published = call("rank", PUBLISHED, "-e", "province_blocks", "--json").json["rankings"]
    assert {one["period"]: one["edition"] for one in published}["2020"] == "province_blocks/2012-12-03"
    assert {one["period"]: one["edition"] for one in published}["2023"] == "province_blocks/2022-01-01"


def test_an_agency_twice_in_a_period_is_refused(call: Call, several: Path, edition: Path) -> None:
    written(several / "again.yaml", (several / "A2.yaml").read_text(encoding="utf-8"))
    ran = call("rank", several, "-e", edition)
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", ["measurement.double_agency"])
    assert ran.err.startswith(f"✗ {several / 'again.yaml'}: cơ quan «A2» kỳ 2022 đã có ở {several / 'A2.yaml'}\n")


def test_one_bad_file_refuses_all_with_every_problem(call: Call, several: Path, edition: Path) -> None:
    written(several / "A2.yaml", "agency: 1\n")
    written(several / "A3.yaml", "")
    ran = call("rank", several, "-e", edition)
    assert (ran.code, ran.out) == (2, "")
    assert ran.problem_codes == ["shape.wrong_type", "shape.missing_key", "shape.missing_key", "measurement.empty"]


@pytest.mark.parametrize("make", [False, True])
def test_no_files_is_bad_input(make: bool, call: Call, tmp_path: Path, edition: Path) -> None:
    folder = tmp_path / "none"
    folder.mkdir()
    if make:
        written(folder / "figures.txt")
    assert call("rank", folder, "-e", edition).problem_codes == ["measurement.none"]


# --- published results --------------------------------------------------------------------------------------------------


def test_published_results_that_do_not_reconcile_come_out_as_problems(call: Call) -> None:
    ran = call("rank", PUBLISHED, "-e", "province_blocks")
    assert ran.code == 0
    assert ran.problem_codes.count("declared.sum") == 1
    assert ran.problem_codes.count("declared.rounding") == 4
    assert "Hoà Bình, kỳ 2023: nguồn ghi 86,89 nhưng các phần cộng lại được 87,89 (lệch 1)\n" in ran.err
    assert ran.err.endswith("0 lỗi, 5 lưu ý\n")


@pytest.mark.parametrize(("stated", "codes"), [
    ("86.4", []), ("86.40", []), ("86.395", ["declared.sum"]), ("86.41", ["declared.rounding"]), ("86.42", ["declared.rounding"]),
    ("86.39", ["declared.rounding"]), ("86.43", ["declared.sum"]), ("86.37", ["declared.sum"]), ("86", []), ("88", ["declared.rounding"]),
    ("89", ["declared.sum"]), ("87.4", ["declared.sum"]), ("86,4", ["declared.unreadable"]), ("²", ["declared.unreadable"]),
])
def test_what_rounding_of_the_parts_can_explain_is_told_apart(stated: str, codes: list[str], call: Call, tmp_path: Path) -> None:
    """Four printed parts sum to 86.40: each may be off by half of the last decimal printed, and so may the total."""
    source = sorted(PUBLISHED.glob("2020_*.yaml"))[0].read_text(encoding="utf-8")
    head, _, _ = source.partition("measurements:")
    parts = {"appraisal": "54.00", "leaders_survey": "18.40", "sipas": "9.00", "socio_economic": "5.00"}
    figures = "".join(f"  - {{measure: published.{name}, number: {points}}}\n" for name, points in parts.items())
    declared = f"declared:\n  - {{what: total, value: '{stated}'}}\n  - {{what: rank, value: '²'}}\n"
    ran = call("rank", written(tmp_path / "a.yaml", f"{head}measurements:\n{figures}{declared}"), "-e", "province_blocks")
    assert ran.problem_codes == codes
    assert ran.code == (2 if codes == ["declared.unreadable"] else 0)
