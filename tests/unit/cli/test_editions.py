"""`parix check` and `parix compare`: what holds, what does not, what is frozen, and what a mapping carries."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from parix.criteria.library import edition_folders
from tests.unit.cli.running import ROOT, Call, Ran, in_a_process
from tests.unit.criteria.written_editions import Draft, line_of
from tests.unit.scoring.proving.covered_edition import BRANCHES, GRADES, LEAF_CASES, MUTANTS, SETTING_MUTANTS, TOTAL_CASES, covered

MINI = ROOT / "tests" / "samples" / "editions" / "department_mini"
RESULT_KEYS = {
    "edition", "status", "fingerprint", "leaves", "leaf_cases", "agency_cases", "total_cases", "branches_reached", "branches", "mutants_found", "mutants",
    "uncovered", "holds", "problems",
}


# --- check --------------------------------------------------------------------------------------------------------------


def test_every_shipped_edition_holds(call: Call) -> None:
    ran = call("check", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert [one["edition"] for one in ran.json["editions"]] == [f"{folder.parent.name}/{folder.name}" for folder in edition_folders()]
    assert {frozenset(one) for one in ran.json["editions"]} == {frozenset(RESULT_KEYS)}
    assert all(one["holds"] and one["problems"] == one["uncovered"] == [] for one in ran.json["editions"])
    assert all(one["branches_reached"] == one["branches"] and one["mutants_found"] == one["mutants"] for one in ran.json["editions"])


def test_coverage_is_printed_as_a_table(call: Call, tmp_path: Path) -> None:
    ran = call("check", covered().write(tmp_path))
    assert (ran.code, ran.err) == (0, "")
    branches, mutants = sum(BRANCHES.values()) + GRADES, sum(MUTANTS.values()) + SETTING_MUTANTS
    cells = ran.out.splitlines()[-1].split()
    assert cells == ["small/2022-01-01", "draft", "5", str(len(LEAF_CASES) + len(TOTAL_CASES)), f"{branches}/{branches}", f"{mutants}/{mutants}", "✓", "đạt"]


def test_a_draft_with_gaps_warns_and_holds(call: Call, edition: Path) -> None:
    ran = call("check", edition)
    assert ran.code == 0
    assert set(ran.problem_codes) == {"edition.untested_branch", "edition.unguarded_number"}
    assert ran.err.startswith("! ")
    assert ran.err.endswith("0 lỗi, 12 lưu ý\n")
    assert "✓ đạt" in ran.out


def test_what_is_not_covered_is_listed_for_machines(call: Call, edition: Path) -> None:
    [result] = call("check", edition, "--json").json["editions"]
    assert [one["key"] for one in result["uncovered"]] == ["plan", "tasks", "on_time", "satisfaction", "prize"]
    assert result["uncovered"][3] == {
        "leaf": "2.2", "key": "satisfaction", "branches": ["mean_weight"], "mutants": ["weights.A 1 -> 0.99", "weights.B 0.5 -> 0.51", "weights.B 0.5 -> 0.49", "weights.C 0 -> 0.01"],
    }
    assert (result["branches_reached"], result["mutants_found"], result["holds"]) == (0, 0, True)


@pytest.mark.parametrize("status", ["published", "reconstructed"])
def test_an_edition_in_force_with_gaps_does_not_hold(status: str, call: Call, tmp_path: Path) -> None:
    draft = covered()
    draft.settings["status"] = status
    assert draft.cases is not None
    del draft.cases["leaf_cases"][0]
    ran = call("check", draft.write(tmp_path))
    assert ran.code == 1
    frozen = ["edition.not_frozen"] if status == "published" else []
    assert ran.problem_codes == ["edition.untested_branch", "edition.unguarded_number", *frozen]
    assert "✗ chưa đạt" in ran.out


def test_a_wrong_case_does_not_hold_and_has_file_and_line(call: Call, tmp_path: Path) -> None:
    draft = covered()
    assert draft.cases is not None
    draft.cases["leaf_cases"][5]["points"] = "1.99"
    folder = draft.write(tmp_path)
    cases = folder / "cases" / "all.yaml"
    ran = call("check", folder)
    assert (ran.code, ran.problem_codes) == (1, ["case.differs"])
    assert ran.err.startswith(f"✗ {cases}:{line_of(cases, '1.99') - 4}:3: ca mẫu của tiêu chí 1.2: mong đợi 1.99, tính ra 2")


def test_an_edition_that_cannot_be_read_is_bad_input_and_hides_no_other(call: Call, edition: Path, tmp_path: Path) -> None:
    draft = Draft()
    draft.settings["max_points"] = "11"
    ran = call("check", edition, draft.write(tmp_path / "unsound"), "no_such_set")
    assert ran.code == 2
    assert ran.problem_codes[-2:] == ["edition.sum", "edition.unknown"]
    assert ran.out.count("✗ không đọc được") == 2
    as_json = call("check", edition, "no_such_set", "--json")
    assert (as_json.code, as_json.err) == (2, "")
    assert [one["holds"] for one in as_json.json["editions"]] == [True, False]
    assert as_json.json["editions"][1].keys() == {"edition", "holds", "problems"}


def test_hostile_cases_do_not_stop_the_check(call: Call, edition: Path) -> None:
    for name, content in {"a.yaml": b"\xff", "b.yaml": b"[" * 5000, "c.yaml": b"leaf_cases: 1", "d.yaml": b"a: &a [*a]"}.items():
        (edition / "cases" / name).write_bytes(content)
    ran = call("check", edition)
    assert ran.code == 1
    assert [code for code in ran.problem_codes if not code.startswith("edition.")] == ["yaml.not_utf8", "yaml.too_deep", "shape.wrong_type", "yaml.alias"]


# --- freezing, in a copy of the package ---------------------------------------------------------------------------------


class Copy:
    """A copy of the engine whose shipped editions a test may change."""

    def __init__(self, root: Path) -> None:
        self.source = root / "src"
        shutil.copytree(ROOT / "src" / "parix", self.source / "parix", ignore=shutil.ignore_patterns("web", "__pycache__", "criteria_sets"))
        self.sets = self.source / "parix" / "definitions" / "criteria_sets"
        self.sets.mkdir()
        draft = covered()
        draft.settings["status"] = "published"
        self.edition = draft.write(self.sets)

    @property
    def frozen(self) -> str:
        path = self.sets / "frozen.txt"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def check(self, *arguments: str) -> Ran:
        return in_a_process("check", *arguments, source=self.source)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_a_published_edition_is_frozen_and_then_may_not_change(copy: Copy) -> None:
    assert (copy.check().code, copy.check().problem_codes, copy.frozen) == (1, ["edition.not_frozen"], "")
    assert (copy.check("--freeze").code, copy.check().code) == (0, 0)
    line = copy.frozen
    assert line.endswith("  small/2022-01-01\n")
    assert line.count("\n") == 1
    field = copy.edition / "1_direction.yaml"
    field.write_text(field.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    for arguments in ([], ["--freeze"]):
        ran = copy.check(*arguments)
        assert (ran.code, ran.problem_codes, copy.frozen) == (1, ["edition.frozen_changed"], line)


def test_what_is_not_proved_is_not_frozen(copy: Copy) -> None:
    (copy.edition / "cases" / "all.yaml").unlink()
    ran = copy.check("--freeze")
    assert (ran.code, ran.problem_codes[-1], copy.frozen) == (1, "edition.not_frozen", "")


def test_a_draft_is_not_frozen(copy: Copy) -> None:
    shutil.rmtree(copy.sets / "small")
    covered().write(copy.sets)
    assert (copy.check("--freeze").code, copy.frozen) == (0, "")


def test_a_list_of_frozen_editions_that_was_merged_badly_stops_the_check(copy: Copy) -> None:
    (copy.sets / "frozen.txt").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    ran = copy.check("--freeze")
    assert (ran.code, ran.problem_codes, copy.frozen) == (2, ["edition.frozen_line"], "<<<<<<< HEAD\n")


# --- compare ------------------------------------------------------------------------------------------------------------


def test_two_editions_are_compared_and_carried(call: Call) -> None:
    ran = call("compare", MINI / "2023-01-01", MINI / "2024-01-01")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].strip() == "department_mini/2023-01-01 → department_mini/2024-01-01"
    assert ["đổi", "điểm", "2.1", "2.1", "điểm", "tối", "đa", "từ", "4", "thành", "3"] in [line.split() for line in lines]
    assert lines[-1] == (
        "✗ Không chuyển được: 2.4 (notice_board): Niêm yết giấy không còn được chấm; công khai thủ tục đã có trên Cổng Dịch vụ công."
    )
    assert "8 được chuyển sang, trong đó 2 đổi chỗ" in lines[-2]


def test_the_same_in_english_and_for_machines(call: Call) -> None:
    english = call("compare", MINI / "2023-01-01", MINI / "2024-01-01", "--lang", "en").out
    assert "maximum from 4 to 3" in english
    result = call("compare", MINI / "2023-01-01", MINI / "2024-01-01", "--json").json
    assert result.keys() == {"old", "new", "changes", "comparable", "carried", "not_carried"}
    plain = frozenset({"kind", "key", "old_code", "new_code", "text"})
    assert {(change["kind"] == "re_ruled", frozenset(change)) for change in result["changes"]} == {(False, plain), (True, plain | {"old_rule", "new_rule"})}
    assert result["carried"]["reports_on_time"] == ["quarterly_reports_on_time", "yearly_report_on_time"]
    assert [one["key"] for one in result["not_carried"]] == ["notice_board"]


def test_a_changed_rule_is_told_in_the_sentences_of_both_editions(call: Call) -> None:
    lines = [" ".join(line.split()) for line in call("compare", MINI / "2023-01-01", MINI / "2024-01-01").out.splitlines()]
    at = next(place for place, line in enumerate(lines) if line.startswith("đổi quy tắc 2.2"))
    assert lines[at] == "đổi quy tắc 2.2 2.2 trước: Tính theo tỷ lệ hồ sơ trực tuyến: từ 50 %: 3 điểm, dưới mức đó: (tỷ lệ / 50 %) × 3"
    assert lines[at + 1] == "nay: Tính theo tỷ lệ hồ sơ trực tuyến: từ 60 %: 3 điểm, dưới mức đó: (tỷ lệ / 60 %) × 3"


def test_what_follows_when_nothing_arose_is_told_beside(call: Call, tmp_path: Path) -> None:
    old, new = Draft(), Draft().dated("2023-01-01")
    new.leaf("on_time").update(nothing_arose="full")
    new.leaf("on_time")["rule"]["steps"][1]["above"] = "75%"
    out = call("compare", old.write(tmp_path), new.write(tmp_path)).out
    assert "không phát sinh: loại khỏi điểm tối đa → điểm tối đa" in out


def test_an_edition_is_the_same_as_itself(call: Call, edition: Path) -> None:
    result = call("compare", edition, edition, "--json").json
    assert (result["changes"], result["not_carried"]) == ([], [])
    assert result["comparable"] == sorted(result["carried"])


@pytest.mark.parametrize(("mapping", "codes"), [
    ({"from": "2021-01-01"}, ["mapping.edition"]), ({"from": "2022-01-01", "carry": [{"from": "paln", "to": "plan"}]}, ["mapping.unknown_key"]),
])
def test_a_mapping_that_does_not_fit_is_bad_input(mapping: dict[str, object], codes: list[str], call: Call, edition: Path, tmp_path: Path) -> None:
    draft = Draft().dated("2023-01-01")
    draft.mapping = mapping
    ran = call("compare", edition, draft.write(tmp_path))
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", codes)


def test_an_empty_mapping_says_so(call: Call, edition: Path, tmp_path: Path) -> None:
    new = Draft().dated("2023-01-01").write(tmp_path)
    (new / "mapping.yaml").touch()
    ran = call("compare", edition, new)
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", ["mapping.empty"])


def test_an_unknown_edition_is_bad_input(call: Call, edition: Path) -> None:
    for pair in ([edition, "no_such_set"], ["no_such_set", edition]):
        ran = call("compare", *pair)
        assert (ran.code, ran.out, ran.problem_codes) == (2, "", ["edition.unknown"])
