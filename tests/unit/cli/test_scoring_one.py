"""`parix score` and `parix explain`: what people and machines read, and what is refused without a trace."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from parix.foundation.numbers import shown
from tests.unit.cli.running import FIGURES, SEED, Call, in_a_process, written
from tests.unit.criteria.written_editions import Draft

SET = "department_reconstructed"


# --- score: for people --------------------------------------------------------------------------------------------------


def test_a_score_sheet_in_vietnamese(call: Call, figures: Path, edition: Path) -> None:
    ran = call("score", figures, "--edition", edition)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "Sở A · 2022 · Bộ nhỏ"
    assert lines[1] == "Bộ chỉ số dự thảo"
    assert lines[2] == "84,34 từ số liệu đã có · 8,43/10 · xếp loại: Tốt"
    assert [line.split()[:4] for line in lines[4:7]] == [["Chỉ", "đạo", "2,68", "4"], ["Phục", "vụ", "5,25", "6"], ["Thưởng", "0,5"]]
    assert "làm tròn một lần ở kết quả cuối cùng, 2 chữ số thập phân, làm tròn nửa lên" in lines[-1]
    assert "small/2022-01-01" in lines[-1]


def test_the_same_in_english(call: Call, figures: Path, edition: Path) -> None:
    ran = call("score", figures, "-e", edition, "--lang", "en")
    assert ran.out.splitlines()[2] == "84.34 from known figures · 8.43/10 · grade: Good"
    assert "Unrounded points are summed; rounded once at the final result, 2 decimals, half up" in ran.out


def test_fields_are_bars_of_points_won_open_and_lost(call: Call, tmp_path: Path, edition: Path) -> None:
    text = FIGURES.replace("  - {measure: plan.level, level: late, source: report, quote: \"ban hành chậm\", place: trang 1}\n", "")
    ran = call("score", written(tmp_path / "a.yaml", text), "-e", edition)
    [line] = [line for line in ran.out.splitlines() if line.startswith("Chỉ đạo")]
    # 1.68 of 4 points are won (8 signs of 20), 2 are open (10), 0.32 are lost (2)
    assert line.split()[2:] == ["1,68", "4", "█" * 8 + "▒" * 10 + "··", "2", "0,32"]


def test_what_is_open_bounds_the_index_and_there_is_no_grade(call: Call) -> None:
    ran = call("score", SEED, "-e", SET)
    assert ran.code == 0
    totals = call("score", SEED, "-e", SET, "--json").json["totals"]
    low, high = (shown(Fraction(totals[name]), "vi", trim=False) for name in ("index_low", "index_high"))
    assert Fraction(totals["index_low"]) < Fraction(totals["index"]) == Fraction(176, 9) < Fraction(totals["index_high"])
    assert ran.out.splitlines()[2] == f"19,56 từ số liệu đã có · cuối cùng có thể từ {low} – {high} · 19,56/100 · xếp loại: chưa xếp loại"
    assert "Bộ chỉ số dựng lại, không phải văn bản chính thức" in ran.out
    assert "Chưa chấm được (30)" in ran.out
    assert "+0,44  R.7.3     thêm 1 hồ sơ trực tuyến mới thì đạt 50 %" in ran.out


@pytest.mark.parametrize(("share", "gain"), [
    ("8/10", "+0,32"), ("94/100", "+0,02"), ("945/1000", "+0,01"), ("9499/10000", "+0,0002"), ("94999/100000", "<0,0001"),
])
def test_a_small_gain_is_never_shown_as_nothing(share: str, gain: str, call: Call, tmp_path: Path, edition: Path) -> None:
    ran = call("score", written(tmp_path / "a.yaml", FIGURES.replace("8/10", share)), "-e", edition)
    [line] = [line for line in ran.out.splitlines() if " 1.2 " in line]
    assert line.split()[0] == gain


def test_words_that_look_like_markup_are_printed_as_they_are(call: Call, tmp_path: Path, edition: Path) -> None:
    text = FIGURES.replace("name: Sở A", "name: 'Sở [/A] [red]B :warning:'").replace("ban hành chậm", "[/mục 3] [bold]chậm")
    path = written(tmp_path / "a.yaml", text)
    assert call("score", path, "-e", edition).out.startswith("Sở [/A] [red]B :warning: · 2022")
    assert "Sở [/A] [red]B :warning:" in call("rank", path, "-e", edition).out
    assert "«[/mục 3] [bold]chậm»" in call("explain", path, "-e", edition).out


def test_contradictions_and_warnings_follow_the_sheet(call: Call, tmp_path: Path, edition: Path) -> None:
    text = FIGURES + "  - {measure: prize.items, number: 2, period: 2019}\ndeclared:\n  - {what: total, value: '9', source: report}\n"
    ran = call("score", written(tmp_path / "a.yaml", text), "-e", edition)
    assert ran.code == 0
    assert ran.problem_codes == ["measurement.period", "declared.sum"]
    assert ran.err.startswith(f"! {tmp_path / 'a.yaml'}:11:5: số đo «prize.items» thuộc kỳ 2019")
    assert ran.err.endswith("0 lỗi, 2 lưu ý\n")


# --- score: for machines ------------------------------------------------------------------------------------------------

SHEET_KEYS = {"format", "software_version", "edition", "agency", "period", "arithmetic", "totals", "fields", "warnings", "declared", "contradictions"}
TOTAL_KEYS = {
    "points", "low", "high", "applicable_max", "open", "lost", "max_points", "bonus", "penalty", "index", "index_low", "index_high", "published_index",
    "grade", "grade_low", "grade_high", "complete",
}
LEAF_KEYS = {
    "code", "key", "text", "max_points", "applicable_max", "state", "points", "low", "high", "branch", "effect", "rule_kind", "rule", "applied", "shortfall",
    "reason", "gains", "measurements", "legal_basis", "evidence", "scored_by", "lead", "supporting", "nothing_arose", "note",
}


def test_json_has_its_keys_and_exact_numbers(call: Call, figures: Path, edition: Path) -> None:
    ran = call("score", figures, "-e", edition, "--json")
    assert (ran.code, ran.err) == (0, "")
    sheet = ran.json
    assert sheet.keys() == SHEET_KEYS
    assert sheet["format"] == "parix-score-sheet/1"
    assert sheet["totals"].keys() == TOTAL_KEYS
    totals = {key: sheet["totals"][key] for key in ("points", "applicable_max", "index", "published_index", "bonus", "penalty", "complete")}
    assert totals == {"points": "641/76", "applicable_max": "10", "index": "3205/38", "published_index": "84.34", "bonus": "0.5", "penalty": "0", "complete": True}
    assert sheet["totals"]["grade"] == {"key": "good", "text": {"vi": "Tốt", "en": "Good"}, "at_least": "80"}
    leaves = [leaf for field in sheet["fields"] for child in field["children"] for leaf in child.get("children", [child])]
    assert {frozenset(leaf) for leaf in leaves} == {frozenset(LEAF_KEYS)}
    assert {leaf["key"]: leaf["points"] for leaf in leaves} == {"plan": "1", "tasks": "32/19", "on_time": "3", "satisfaction": "2.25", "prize": "0.5"}
    assert (sheet["warnings"], sheet["declared"], sheet["contradictions"]) == ([], [], [])


def test_json_is_the_same_each_time_and_in_another_process(call: Call, figures: Path, edition: Path) -> None:
    here = call("score", figures, "-e", edition, "--json").out
    assert call("score", figures, "-e", edition, "--json").out == here
    assert in_a_process("score", figures, "-e", edition, "--json", env={"PYTHONHASHSEED": "7"}).out == here


def test_order_of_measurements_does_not_matter(call: Call, figures: Path, tmp_path: Path, edition: Path) -> None:
    head, _, entries = FIGURES.partition("measurements:\n")
    turned = f"{head}measurements:\n{''.join(reversed(entries.splitlines(keepends=True)))}"
    assert call("score", written(tmp_path / "b.yaml", turned), "-e", edition, "--json").json == call("score", figures, "-e", edition, "--json").json


def test_a_measurement_file_may_be_json(call: Call, figures: Path, tmp_path: Path, edition: Path) -> None:
    text = (
        '{"agency": {"code": "A1", "name": "Sở A", "kind": "department"}, "period": "2022", "sources": {"report": {"title": "Báo cáo năm", "kind": "report"}},\n'
        ' "measurements": [{"measure": "prize.items", "number": "1", "source": "report"}]}'
    )
    assert call("score", written(tmp_path / "a.json", text), "-e", edition, "--json").json["totals"]["bonus"] == "0.5"
    assert figures.exists()


# --- bad input ----------------------------------------------------------------------------------------------------------


def _replace(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


BAD: dict[str, tuple[Callable[[str], str], list[str]]] = {
    "unknown key": (_replace("period: 2022", "period: 2022\nperoid: 2021"), ["shape.unknown_key"]),
    "duplicate key": (_replace("period: 2022", "period: 2022\nperiod: 2021"), ["yaml.duplicate_key"]),
    "share above one": (_replace("share: 8/10", "share: 11/10"), ["measurement.above_whole"]),
    "rate above one": (_replace("share: 8/10", "rate: 110%"), ["shape.bad_value"]),
    "negative count": (_replace("number: 1", "number: -1"), ["measurement.negative"]),
    "nan": (_replace("number: 1", "number: .nan"), ["shape.bad_value"]),
    "infinity": (_replace("number: 1", "number: .inf"), ["shape.bad_value"]),
    "before the edition": (_replace("period: 2022", "period: 2021"), ["measurement.out_of_force"]),
    "unknown measure": (_replace("tasks.share", "taks.share"), ["measurement.unknown"]),
    "another kind of agency": (_replace("kind: department", "kind: ministry"), ["measurement.kind"]),
    "wrong form": (_replace("level: late", "number: 1"), ["measurement.wrong_form"]),
    "unknown level": (_replace("level: late", "level: lat"), ["measurement.unknown_word"]),
    "unknown answer": (_replace("C: 1}", "D: 1}"), ["measurement.unknown_word"]),
    "year one": (_replace("period: 2022", "period: 0001"), ["shape.bad_value"]),
    "empty": (lambda text: "", ["measurement.empty"]),
    "half-written": (lambda text: text[: text.index("190/200")], ["yaml.syntax"]),
    "aliases": (lambda text: "a: &a [x]\nb: *a\n", ["yaml.alias"]),
    "deep": (lambda text: "[" * 1000, ["yaml.too_deep"]),
    "enormous": (lambda text: "# " + "x" * 5_000_000, ["yaml.too_large"]),
    "several at once": (
        lambda text: text.replace("8/10", "4/0").replace("number: 1", "number: -1").replace("source: report, quote", "source: reprt, quote"),
        ["measurement.unknown_source", "measurement.zero_denominator", "measurement.negative"],
    ),
}


@pytest.mark.parametrize("command", ["score", "explain", "rank", "bundle"])
@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_with_its_problems_and_nothing_is_written(name: str, command: str, call: Call, tmp_path: Path, edition: Path) -> None:
    change, codes = BAD[name]
    path = written(tmp_path / "bad.yaml", change(FIGURES))
    before = sorted(tmp_path.rglob("*"))
    out = ["--out", tmp_path / "made.zip"] if command == "bundle" else []
    ran = call(command, path, "-e", edition, *out)
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", codes)
    assert str(path) in ran.err or "(" in ran.err.splitlines()[0] or "agency.kind" in ran.err or "period" in ran.err
    assert ran.err.endswith(f"{len(codes)} lỗi, 0 lưu ý\n")
    as_json = call(command, path, "-e", edition, *out, "--json")
    assert (as_json.code, as_json.err, [one["code"] for one in as_json.json["problems"]]) == (2, "", codes)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_problem_in_json_says_where(call: Call, tmp_path: Path, edition: Path) -> None:
    path = written(tmp_path / "bad.yaml", FIGURES.replace("8/10", "11/10"))
    [problem] = call("score", path, "-e", edition, "--json").json["problems"]
    assert problem == {
        "code": "measurement.above_whole", "severity": "error", "file": str(path), "line": 7, "column": 5, "path": "",
        "message": "số đo «tasks.share»: tử số 11 lớn hơn mẫu số 10", "remedy": "kiểm tra lại hai số đếm",
    }


def test_a_problem_of_the_whole_file_names_the_file(call: Call, tmp_path: Path, edition: Path) -> None:
    path = written(tmp_path / "bad.yaml", FIGURES.replace("kind: department", "kind: comune"))
    ran = call("score", path, "-e", edition)
    assert ran.err == (
        f"✗ {path} (agency.kind): loại cơ quan «comune» không thuộc phạm vi của bộ chỉ số small/2022-01-01\n"
        "    → có phải là «commune»?  [measurement.kind]\n1 lỗi, 0 lưu ý\n"
    )


@pytest.mark.parametrize(("name", "make", "code", "words"), [
    ("gone.yaml", lambda path: None, "yaml.unreadable", "không đọc được tệp: không có tệp hoặc thư mục này"),
    ("folder", lambda path: path.mkdir(), "measurement.none", "không có tệp số đo nào"),
    ("binary.yaml", lambda path: path.write_bytes(bytes(range(256))), "yaml.not_utf8", "tệp không phải mã UTF-8"),
    ("table.xlsx", lambda path: path.write_bytes(b"PK\x03\x04\x14\x00"), "yaml.character", "tệp chứa ký tự điều khiển U+0003"),
    ("loop.yaml", lambda path: path.symlink_to(path), "yaml.unreadable", "không đọc được tệp: liên kết vòng"),
])
def test_a_path_that_is_no_measurement_file(name: str, make: Callable[[Path], object], code: str, words: str, call: Call, tmp_path: Path, edition: Path) -> None:
    make(tmp_path / name)
    ran = call("score", tmp_path / name, "-e", edition)
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", [code])
    assert words in ran.err


def test_a_folder_with_one_file_is_scored_and_with_two_is_not(call: Call, tmp_path: Path, edition: Path) -> None:
    folder = tmp_path / "figures"
    (folder / "below").mkdir(parents=True)
    written(folder / "below" / "a.yml")
    assert call("score", folder, "-e", edition).code == 0
    written(folder / "b.yaml", FIGURES.replace("code: A1", "code: A2"))
    ran = call("score", folder, "-e", edition)
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", ["measurement.several"])


@pytest.mark.parametrize(("name", "remedy"), [
    ("departmnt_reconstructed", "có phải là «department_reconstructed»?"), ("department_reconstructed/2017-01-02", "có phải là «department_reconstructed/2017-01-01»?"),
])
def test_an_unknown_edition_gets_the_nearest(name: str, remedy: str, call: Call, figures: Path) -> None:
    ran = call("score", figures, "-e", name)
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", ["edition.unknown"])
    assert remedy in ran.err


def test_an_unsound_edition_is_refused_with_all_its_problems(call: Call, figures: Path, tmp_path: Path) -> None:
    draft = Draft()
    draft.settings["max_points"] = "11"
    draft.leaf("tasks")["applies_to"] = {"kinds": ["ministry"]}
    ran = call("score", figures, "-e", draft.write(tmp_path / "unsound"))
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", ["edition.kind_unknown", "edition.sum"])


def test_very_many_problems_are_cut_for_people_and_whole_for_machines(call: Call, tmp_path: Path, edition: Path) -> None:
    text = FIGURES + "".join(f"  - {{measure: odd{number}, number: 1}}\n" for number in range(500))
    path = written(tmp_path / "a.yaml", text)
    ran = call("score", path, "-e", edition)
    assert len(ran.problem_codes) == 200
    assert ran.err.endswith("… và 300 vấn đề nữa; thêm --json để xem tất cả\n500 lỗi, 0 lưu ý\n")
    assert len(call("score", path, "-e", edition, "--json").json["problems"]) == 500


# --- explain ------------------------------------------------------------------------------------------------------------


def test_a_leaf_is_explained_by_code_or_key(call: Call, figures: Path, edition: Path) -> None:
    by_code, by_key = (call("explain", figures, "-e", edition, "--leaf", name) for name in ("1.2", "tasks"))
    assert by_code == by_key
    assert by_code.out == (
        "\n1.2 tasks  1,6842/2\n"
        "  Quy tắc: Tính theo tỷ lệ tasks share: từ 95 %: 2 điểm, dưới mức đó: (tỷ lệ / 95 %) × 2, dưới 70 %: 0\n"
        "  Tính: 80 % / 95 % × 2 = 1,6842 điểm\n"
        "  Vì sao chưa đủ: Còn thiếu 15 % để đạt 95 %\n"
        "  Để thêm điểm: thêm 1 tasks share thì đạt 90 %: +0,2105\n"
        "  Để thêm điểm: thêm 2 tasks share thì đạt 100 %: +0,3158\n"
        "  Số liệu: tasks share: 8/10 (80 %) · 2022 · Báo cáo năm\n"
        "  Căn cứ: Ví dụ\n"
    )


def test_an_explanation_in_english_quotes_the_source(call: Call, figures: Path, edition: Path) -> None:
    out = call("explain", figures, "-e", edition, "-l", "plan", "--lang", "en").out
    assert out.splitlines()[1:3] == ["1.1.1 plan  1/2", "  Rule: By the level of plan level: timely: 2, late: 1, none: 0"]
    assert "  Figures: plan level: late · 2022 · Báo cáo năm; trang 1\n    «ban hành chậm»\n" in out


def test_all_leaves_are_explained_without_a_name(call: Call, figures: Path, edition: Path) -> None:
    ran = call("explain", figures, "-e", edition, "--json")
    assert ran.json.keys() == {"agency", "period", "edition", "leaves"}
    assert [leaf["key"] for leaf in ran.json["leaves"]] == ["plan", "tasks", "on_time", "satisfaction", "prize"]
    assert {frozenset(leaf) for leaf in ran.json["leaves"]} == {frozenset(LEAF_KEYS)}
    two = call("explain", figures, "-e", edition, "--json", "-l", "prize", "-l", "1.2").json["leaves"]
    assert [leaf["key"] for leaf in two] == ["prize", "tasks"]


def test_what_is_not_scored_says_why_and_how_much_is_open(call: Call) -> None:
    out = call("explain", SEED, "-e", SET, "-l", "R.1.2").out
    assert out.splitlines()[1] == "R.1.2 Mức độ hoàn thành kế hoạch CCHC  chưa chấm (/3)"
    assert "Lý do: chưa chấm được: nhiệm vụ trong kế hoạch hoàn thành: báo cáo nói kế hoạch đảm bảo tiến độ nhưng không nêu số nhiệm vụ" in out


def test_unknown_leaves_are_all_named_with_the_nearest(call: Call, figures: Path, edition: Path) -> None:
    ran = call("explain", figures, "-e", edition, "-l", "taskz", "-l", "plan", "-l", "2.11")
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", ["leaf.unknown", "leaf.unknown"])
    assert "có phải là «tasks»?" in ran.err
    assert "bộ chỉ số small/2022-01-01 không có tiêu chí «2.11»" in ran.err


def test_very_long_fractions_can_be_explained(call: Call, tmp_path: Path, edition: Path) -> None:
    text = FIGURES.replace("8/10", f"{8 * 10**38 + 1}/{10**39 + 7}").replace("190/200", f"{10**38 + 3}/{10**39 + 9}")
    ran = call("explain", written(tmp_path / "a.yaml", text), "-e", edition)
    assert (ran.code, ran.err) == (0, "")
    assert call("score", tmp_path / "a.yaml", "-e", edition).code == 0
