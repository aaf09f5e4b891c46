"""`parix import-set`: three real tables in three layouts against the editions written by hand, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from parix.cli import main
from parix.cli.draft_folders import write_draft
from parix.criteria.editions import Edition, Leaf
from parix.criteria.intake import take_in
from parix.criteria.library import SHIPPED
from parix.criteria.rule_shapes import (
    ConditionsRule,
    GateRule,
    LevelsRule,
    Rule,
    StepsRule,
    SurveyAnswersRule,
    YesNoRule,
)
from parix.foundation.problems import ProblemsFound
from tests.unit.cli.printed_tables import LAYOUTS, Item, items_of, printed
from tests.unit.cli.table_layouts import FURTHER_LAYOUTS
from tests.unit.criteria.made_rows import SETTINGS, draft
from tests.unit.exchange_formats.made_workbooks import workbook

BY_HAND = {
    "criteria_department_reconstructed": "department_reconstructed",
    "criteria_province_reconstructed": "province_reconstructed",
    "criteria_department_camau2013_part": "department_ca_mau",
}
# leaves whose hand-written rule is another one: code -> (kind as read, kind by hand, why both give the same points)
OTHERWISE = {
    "1.2": ("steps", "deduction", "1 at no fault, 0.5 at one, 0 from two on: by hand 0.5 off for each of the reports"),
    "CM-1.2.1": ("levels", "steps", "full points only when nothing is late or missing: by hand a share of 100 %"),
}


def imported(capsys: pytest.CaptureFixture[str], folder: Path, content: bytes, *more: str) -> tuple[int, dict[str, Any]]:
    """Run the command on a file; the exit code and what it printed as JSON."""
    (folder / "bang.xlsx").write_bytes(content)
    code = main(["import-set", str(folder / "bang.xlsx"), "--into", str(folder / "sets"), "--set", "made", "--since", "2024-01-01", "--json", *more])
    return code, json.loads(capsys.readouterr().out)


@cache
def by_hand(name: str) -> Edition:
    """The shipped edition; its only one."""
    folder = next(path for path in sorted((SHIPPED / BY_HAND[name]).iterdir()) if path.is_dir())
    edition = take_in(folder).edition
    assert edition is not None
    return edition


def meaning(rule: Rule) -> object:
    """What decides the points: without names, keys and settings that the printed text cannot give."""
    if isinstance(rule, LevelsRule):
        return "levels", sorted(level.points for level in rule.levels.values())
    if isinstance(rule, ConditionsRule):
        return "conditions", len(rule.conditions), rule.points_by_missing
    if isinstance(rule, StepsRule):
        return "steps", rule.of, frozenset(rule.steps)
    if isinstance(rule, SurveyAnswersRule):
        return replace(rule, min_answers=0)
    if isinstance(rule, YesNoRule):
        return "yes_no", rule.full_when
    if isinstance(rule, GateRule):
        return "gate", rule.passes_when, meaning(rule.then)
    return rule


def leaves_by_code(edition: Edition) -> dict[str, Leaf]:
    return {leaf.code: leaf for leaf in edition.leaves.values() if leaf.effect == "scale"}


def known_part(name: str) -> list[Item]:
    """The table as printed; where its source was cut off, the field is worth what is left of it."""
    return [{**item, "max_points": "10"} if item["code"] == "CM-1" else item for item in items_of(name)]


@pytest.mark.parametrize("name", BY_HAND)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_printed_table_gives_the_rules_written_by_hand(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, layout: str) -> None:
    code, said = imported(capsys, tmp_path, printed(known_part(name), layout))
    assert code == 0
    taken = take_in(Path(said["folder"]))
    assert taken.problems == ()
    assert taken.edition is not None
    read, expected = leaves_by_code(taken.edition), leaves_by_code(by_hand(name))
    assert list(read) == list(expected)
    for code_, leaf in read.items():
        mine, theirs = leaf.rule[0].rule, expected[code_].rule[0].rule
        if code_ in OTHERWISE:
            assert (mine.kind, theirs.kind) == OTHERWISE[code_][:2]
        else:
            assert (code_, meaning(mine)) == (code_, meaning(theirs))
        assert (code_, leaf.max_points, leaf.nothing_arose) == (code_, expected[code_].max_points, expected[code_].nothing_arose)


@pytest.mark.parametrize("name", ["criteria_department_reconstructed", "criteria_province_reconstructed"])
@pytest.mark.parametrize("layout", FURTHER_LAYOUTS)
def test_further_layouts_give_the_same_rules(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, layout: str) -> None:
    code, said = imported(capsys, tmp_path, FURTHER_LAYOUTS[layout](items_of(name)))
    assert (code, said["to_finish"]) == (0, [])
    edition = take_in(Path(said["folder"])).edition
    assert edition is not None
    expected = list(leaves_by_code(by_hand(name)).values())
    pairs = list(zip([leaf for leaf in edition.leaves.values() if leaf.effect == "scale"], expected, strict=True))
    for mine, theirs in pairs:
        kinds = (mine.rule[0].rule.kind, theirs.rule[0].rule.kind)
        if kinds != OTHERWISE.get(theirs.code, ("", "", ""))[:2]:
            assert (theirs.code, meaning(mine.rule[0].rule)) == (theirs.code, meaning(theirs.rule[0].rule))
    assert [(leaf.max_points, leaf.nothing_arose) for leaf, _ in pairs] == [(leaf.max_points, leaf.nothing_arose) for leaf in expected]
    assert [leaf.scored_by == "survey" for leaf, _ in pairs] == [leaf.scored_by == "survey" for leaf in expected]


@pytest.mark.parametrize("name", ["criteria_department_reconstructed", "criteria_province_reconstructed"])
def test_who_scores_is_read_as_written_by_hand(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    _, said = imported(capsys, tmp_path, printed(items_of(name), "beside"))
    edition = take_in(Path(said["folder"])).edition
    assert edition is not None
    read, expected = leaves_by_code(edition), leaves_by_code(by_hand(name))
    assert {code: leaf.scored_by for code, leaf in read.items()} == {code: leaf.scored_by for code, leaf in expected.items()}


def test_every_rule_of_the_two_full_tables_is_understood(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name, leaves in (("criteria_department_reconstructed", 34), ("criteria_province_reconstructed", 47)):
        _, said = imported(capsys, tmp_path, printed(items_of(name), "below"), "--overwrite")
        assert (said["leaves"], said["rules_understood"], said["to_finish"]) == (leaves, leaves, [])


def test_a_table_cut_off_at_its_source_is_drafted_with_what_is_missing_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, said = imported(capsys, tmp_path, printed(items_of("criteria_department_camau2013_part"), "beside"))
    assert (code, said["leaves"], said["rules_understood"]) == (0, 7, 6)
    assert [(one["code"], one["path"]) for one in said["to_finish"]] == [("draft.rule_not_understood", "Bộ chỉ số!F15")]
    assert [(one["code"], one["path"]) for one in said["problems"] if one["severity"] == "error"] == [("draft.sum", "Bộ chỉ số!C6")]
    assert [problem.code for problem in take_in(Path(said["folder"])).problems] == ["edition.sum"]


def test_the_draft_says_where_it_came_from(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, said = imported(capsys, tmp_path, printed(items_of("criteria_department_reconstructed"), "beside"))
    edition = take_in(Path(said["folder"])).edition
    assert edition is not None
    settings = edition.settings
    assert (settings.status, settings.title.vi, settings.applies_to) == ("draft", "BỘ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP SỞ", ("department",))
    assert settings.decision == "Ban hành kèm theo Quyết định số 1/QĐ-UBND"
    assert [(block.key, block.max_points) for block in settings.blocks] == [("appraisal", 84), ("survey", 16)]


def test_people_read_counts_and_the_rows_to_finish(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "bang.xlsx").write_bytes(printed(items_of("criteria_department_camau2013_part"), "beside"))
    code = main(["import-set", str(tmp_path / "bang.xlsx"), "--into", str(tmp_path), "--set", "made", "--since", "2024-01-01"])
    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines[0] == f"Đã ghi dự thảo vào {tmp_path / 'made' / '2024-01-01'}"
    assert lines[2].split() == ["1", "2", "7", "6/7"]
    assert [line for line in lines if line.endswith(":") and not line.startswith(" ")] == [
        "Cần người viết quy tắc (1):", "Lỗi phải sửa trước khi dùng (1):", "Cần xác nhận (1):",
    ]


SMALL = workbook([["STT", "Tiêu chí", "Điểm tối đa"], ["1", "Chỉ đạo", 1], ["1.1", "Kế hoạch", 1], ["", "Có: 1; không: 0"]])


def refused(capsys: pytest.CaptureFixture[str], folder: Path, content: bytes, *more: str) -> list[str]:
    code, said = imported(capsys, folder, content, *more)
    assert code == 2
    return [problem["code"] for problem in said["problems"]]


def test_bad_input_writes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert refused(capsys, tmp_path, b"STT;T\xc3\xaan") == ["workbook.not_xlsx"]
    assert refused(capsys, tmp_path, workbook([["xin chào"]])) == ["table.no_head"]
    assert refused(capsys, tmp_path, workbook([["STT", "Tiêu chí", "Điểm"], ["1", "Chỉ đạo", ""]])) == ["draft.nothing", "draft.points_missing"]
    assert refused(capsys, tmp_path, SMALL, "--set", "Bộ Một") == ["draft.set_key"]
    assert refused(capsys, tmp_path, SMALL, "--sheet", "Không có") == ["table.no_sheet"]
    assert not (tmp_path / "sets").exists()


def test_a_file_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code = main(["import-set", str(tmp_path / "none.xlsx"), "--into", str(tmp_path), "--set", "made", "--since", "2024-01-01"])
    assert code == 2
    assert "none.xlsx" in capsys.readouterr().err


def test_a_day_that_does_not_exist_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["import-set", "x.xlsx", "--into", str(tmp_path), "--set", "made", "--since", "2024-02-30"])
    assert stopped.value.code == 3


def test_an_edition_that_is_there_is_replaced_only_when_asked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert imported(capsys, tmp_path, SMALL)[0] == 0
    folder = tmp_path / "sets" / "made" / "2024-01-01"
    (folder / "old.txt").write_text("old", encoding="utf-8")
    assert refused(capsys, tmp_path, SMALL) == ["draft.exists"]
    assert (folder / "old.txt").exists()
    assert imported(capsys, tmp_path, SMALL, "--overwrite")[0] == 0
    assert sorted(path.name for path in folder.iterdir()) == ["1_chi_dao.yaml", "edition.yaml"]
    assert [path.name for path in folder.parent.iterdir()] == ["2024-01-01"]


def test_a_published_edition_is_never_replaced(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "sets" / "made" / "2024-01-01"
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text("set: made\nstatus: published\n", encoding="utf-8")
    assert refused(capsys, tmp_path, SMALL, "--overwrite") == ["draft.published"]
    assert [path.name for path in folder.iterdir()] == ["edition.yaml"]


def test_a_failure_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    files = {**draft(("1", "Chỉ đạo", 1), ("1.1", "Kế hoạch", 1, "Có: 1; không: 0")).files, "no/such/folder.yaml": "x"}
    with pytest.raises(OSError, match=r"folder\.yaml"):
        write_draft(files, tmp_path / "sets", "made", SETTINGS.since)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_half_way_keeps_what_was_there(tmp_path: Path) -> None:
    made = draft(("1", "Chỉ đạo", 1), ("1.1", "Kế hoạch", 1, "Có: 1; không: 0"))
    folder, _ = write_draft(made.files, tmp_path, "made", SETTINGS.since)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(OSError, match=r"folder\.yaml"):
        write_draft({**made.files, "no/such/folder.yaml": "x"}, tmp_path, "made", SETTINGS.since, overwrite=True)
    with pytest.raises(ProblemsFound):
        write_draft(made.files, tmp_path, "made", SETTINGS.since)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == ["2024-01-01"]
