"""Drafts of editions: the tree by its codes, scoring text wherever it stands, what a person has to finish, the text of the files."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parix.criteria.drafting import Draft, decision_of, draft_edition, kind_of, title_of
from parix.criteria.drafting.edition_text import Block, Comment, scalar
from parix.criteria.slugs import slug
from parix.foundation.located_yaml import read_yaml_bytes
from tests.unit.criteria.made_rows import SETTINGS, draft, rows
from tests.unit.criteria.test_scoring_text import brief
from tests.unit.scoring.property_settings import examples


def loaded(made: Draft) -> dict[str, Any]:
    return {name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in made.files.items()}


def tree(made: Draft) -> list[str]:
    """Every item with its depth, code, title, points and rule, as printed in the draft's files."""
    lines: list[str] = []

    def walk(item: dict[str, Any], depth: int) -> None:
        rule = f" [{brief(item['rule'])}]" if "rule" in item else ""
        lines.append(f"{'  ' * depth}{item['code']} {item['text']['vi']} ({item['max_points']}){rule}")
        for child in item.get("criteria", item.get("sub_criteria", [])):
            walk(child, depth + 1)

    for name, item in loaded(made).items():
        if name != "edition.yaml":
            walk(item, 0)
    return lines


def told(made: Draft) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.path) for problem in made.problems if problem.code != "draft.english"]


def test_roman_fields_with_a_numbering_that_begins_again() -> None:
    made = draft(
        ("I", "Chỉ đạo", 3), ("1", "Kế hoạch", 3), ("1.1", "Ban hành", 1, "Có: 1; không: 0"), ("1.2", "Hoàn thành", 2, "b/a x 2"),
        ("II", "Thể chế", 1), ("1", "Rà soát", 1, "100%: 1; dưới 100%: 0"), ("", "Tổng cộng", 4),
    )
    assert tree(made) == [
        "I Chỉ đạo (3)", "  I.1 Kế hoạch (3)", "    I.1.1 Ban hành (1) [yes_no]", "    I.1.2 Hoàn thành (2) [proportional]",
        "II Thể chế (1)", "  II.1 Rà soát (1) [steps of share >=100%: 1, else: 0]",
    ]
    assert (made.fields, made.criteria, made.leaves, made.understood) == (2, 1, 3, 3)
    assert told(made) == []


def test_dotted_codes_and_codes_with_a_prefix_stay_as_printed() -> None:
    made = draft(("R", "Bộ chỉ số cấp sở", 2), ("R.1", "Chỉ đạo", 2), ("R.1.1", "Kế hoạch", 1, "Có: 1; không: 0"), ("R.1.2a", "Báo cáo", 1, "Có: 1; không: 0"), ("R.2", "Khác", 0))
    assert [line.split()[0] for line in tree(made)] == ["R.1", "R.1.1", "R.1.2a"]
    assert told(made) == [("draft.points_missing", "Bảng!C6")]


def test_a_set_of_one_field_keeps_it() -> None:
    made = draft(("I", "Chỉ đạo", 2), ("1", "Kế hoạch", 2), ("1.1", "Ban hành", 2, "Có: 2; không: 0"))
    assert [line.split()[0] for line in tree(made)] == ["I", "1", "1.1"]


def test_parts_above_the_fields_are_left_out_of_the_tree() -> None:
    made = draft(
        ("A", "PHẦN THẨM ĐỊNH", 2), ("I", "Chỉ đạo", 2), ("1", "Kế hoạch", 2), ("1.1", "Ban hành", 2, "Có: 2; không: 0"),
        ("B", "PHẦN ĐIỀU TRA", 3), ("I", "Lãnh đạo", 3), ("1", "Chất lượng", 3), ("1.1", "Văn bản", 3, "Điểm phiếu quy đổi"),
    )
    assert [line.split()[0] for line in tree(made)] == ["A.I", "A.I.1", "A.I.1.1", "B.I", "B.I.1", "B.I.1.1"]


def test_a_fourth_level_moves_up_and_is_told() -> None:
    made = draft(("1", "F", 2), ("1.1", "C", 2), ("1.1.1", "S", 2), ("1.1.1.1", "x", 1, "Có: 1; không: 0"), ("1.1.1.2", "y", 1, "Có: 1; không: 0"))
    assert tree(made) == ["1 F (2)", "  1.1 C (2)", "    1.1.1.1 S - x (1) [yes_no]", "    1.1.1.2 S - y (1) [yes_no]"]
    assert told(made) == [("draft.depth", "Bảng!B4")]


IN_THE_CELL = [("1", "F", 1), ("1.1", "Ban hành kế hoạch\nBan hành kịp thời: 1\nKhông kịp thời: 0,5\nKhông ban hành: 0", 1)]
AFTER_THE_TITLE = [("1", "F", 1), ("1.1", "Ban hành kế hoạch. Ban hành kịp thời: 1; Không kịp thời: 0,5; Không ban hành: 0", 1)]
BESIDE = [("1", "F", 1), ("1.1", "Ban hành kế hoạch", 1, "Ban hành kịp thời: 1; không kịp thời: 0,5; không ban hành: 0")]
BELOW = [("1", "F", 1), ("1.1", "Ban hành kế hoạch", 1), ("", "- Ban hành kịp thời: 1"), ("", "- Không kịp thời: 0,5"), ("", "- Không ban hành: 0")]
BELOW_WITH_POINTS = [("1", "F", 1), ("1.1", "Ban hành kế hoạch", 1), ("", "Ban hành kịp thời", 1), ("", "Không kịp thời", 0.5), ("", "Không ban hành", 0)]
LETTERED = [("1", "F", 1), ("1.1", "Ban hành kế hoạch", 1), ("a)", "Ban hành kịp thời", 1), ("b)", "Không kịp thời", 0.5), ("c)", "Không ban hành", 0)]
LETTERED_WITHOUT_POINTS = [("1", "F", 1), ("1.1", "Ban hành kế hoạch", 1), ("a", "Ban hành kịp thời: 1"), ("b", "Không kịp thời: 0,5"), ("c", "Không ban hành: 0")]


@pytest.mark.parametrize("lines", [IN_THE_CELL, AFTER_THE_TITLE, BESIDE, BELOW, BELOW_WITH_POINTS, LETTERED, LETTERED_WITHOUT_POINTS])
def test_scoring_text_is_found_wherever_it_stands(lines: list[tuple[object, ...]]) -> None:
    made = draft(*lines)
    assert [line.lower() for line in tree(made)] == [
        "1 f (1)", "  1.1 ban hành kế hoạch (1) [levels ban hành kịp thời: 1, không kịp thời: 0.5, không ban hành: 0]",
    ]
    assert told(made) == []


def test_a_formula_over_several_rows() -> None:
    made = draft(
        ("1", "F", 2), ("1.1", "Xử lý văn bản", 2), ("", "Tính điểm theo công thức (b/a) x điểm tối đa"), ("", "Trong đó: a là tổng số văn bản"),
        ("", "b là số văn bản đã xử lý"), ("", "Nếu tỷ lệ < 0,8 thì điểm đánh giá là 0"),
    )
    leaf = loaded(made)["1_f.yaml"]["criteria"][0]
    assert leaf["rule"] == {"kind": "proportional", "floor": "80%"}
    assert leaf["measures"]["share"]["item"]["vi"] == "văn bản đã xử lý"
    assert leaf["measures"]["share"]["of"]["vi"] == "văn bản"


def test_unnumbered_rows_that_add_up_are_parts_with_codes_of_their_own() -> None:
    made = draft(("1", "F", 2), ("1.1", "Báo cáo", 2), ("", "Về nội dung", 1), ("", "Đạt: 1; không đạt: 0"), ("", "Về thời gian", 1), ("", "Đạt: 1; không đạt: 0"))
    assert tree(made) == ["1 F (2)", "  1.1 Báo cáo (2)", "    1.1.1 Về nội dung (1) [yes_no]", "    1.1.2 Về thời gian (1) [yes_no]"]
    assert told(made) == [("draft.code_made", "Bảng!B4")]


def test_points_in_the_title_and_points_only_at_the_leaves() -> None:
    made = draft(("1", "Chỉ đạo (2 điểm)"), ("1.1", "Kế hoạch", 2, "Có: 2; không: 0"), ("2", "Thể chế"), ("2.1", "Rà soát", 1, "Có: 1; không: 0"))
    assert [line for line in tree(made) if not line.startswith(" ")] == ["1 Chỉ đạo (2)", "2 Thể chế (1)"]
    assert told(made) == [("draft.points_summed", "Bảng!C4")]


def test_a_leaf_without_a_maximum_takes_its_highest_level() -> None:
    made = draft(("1", "F"), ("1.1", "Ban hành"), ("", "Đúng hạn", 2), ("", "Chậm", 1), ("", "Không ban hành", 0))
    assert tree(made) == ["1 F (2)", "  1.1 Ban hành (2) [levels đúng hạn: 2, chậm: 1, không ban hành: 0]"]
    assert told(made) == [("draft.points_summed", "Bảng!C2"), ("draft.points_inferred", "Bảng!C3")]


ANNEX = [
    ("1", "CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH CCHC", 8), ("1.1", "Kế hoạch CCHC", 4), ("1.1.1", "Ban hành kế hoạch CCHC năm", 1),
    ("", "Ban hành trong tháng 01: 1"), ("", "Ban hành sau tháng 01: 0,5"), ("", "Không ban hành: 0"),
    ("1.1.2", "Mức độ thực hiện kế hoạch CCHC", 3),
    ("", "Tính tỷ lệ % giữa số nhiệm vụ đã hoàn thành so với kế hoạch. Nếu tỷ lệ này đạt từ 80% - 100% thì điểm đánh giá được tính theo công thức:"),
    ("", "Tỷ lệ % hoàn thành x 3,0"), ("", "100%"), ("", "Nếu tỷ lệ này < 80% thì điểm đánh giá là 0"),
    ("1.2", "Xử lý các vấn đề phát hiện qua kiểm tra", 2), ("", "100% số vấn đề phát hiện đều được xử lý hoặc kiến nghị xử lý: 2"),
    ("", "Từ 70% - dưới 100% số vấn đề phát hiện được xử lý hoặc kiến nghị xử lý: 1"), ("", "Dưới 70% số vấn đề phát hiện được xử lý: 0"),
    ("", "(Trường hợp không phát hiện vấn đề qua kiểm tra thì đạt điểm tối đa)"),
    ("1.3", "Thực hiện chế độ báo cáo", 2),
    ("", "- Đủ số lượng và đúng thời gian quy định: 2\n- Không đủ số lượng hoặc không đúng thời gian quy định: 0"),
]


def test_an_annex_as_ministries_print_it() -> None:
    made = draft(*ANNEX)
    assert tree(made) == [
        "1 CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH CCHC (8)", "  1.1 Kế hoạch CCHC (4)",
        "    1.1.1 Ban hành kế hoạch CCHC năm (1) [levels ban hành trong tháng 01: 1, ban hành sau tháng 01: 0.5, không ban hành: 0]",
        "    1.1.2 Mức độ thực hiện kế hoạch CCHC (3) [proportional floor 80%]",
        "  1.2 Xử lý các vấn đề phát hiện qua kiểm tra (2) [steps of share >=100%: 2, >=70%: 1, else: 0]",
        "  1.3 Thực hiện chế độ báo cáo (2) [levels đủ số lượng và đúng thời gian quy định: 2, không đủ số lượng: 0, không đúng thời gian quy định: 0]",
    ]
    assert [leaf.get("nothing_arose") for leaf in loaded(made)["1_cong_tac_chi_dao_dieu_hanh_cchc.yaml"]["criteria"]] == [None, "full", None]
    assert told(made) == []


def test_what_was_not_understood_is_listed_and_awarded_for_the_time_being() -> None:
    made = draft(("1", "F", 3), ("1.1", "Tuyên truyền", 2, "Chấm theo mức độ sáng tạo, tối đa 1,5 điểm"), ("1.2", "Đối thoại", 1))
    assert tree(made) == ["1 F (3)", "  1.1 Tuyên truyền (2) [awarded]", "  1.2 Đối thoại (1) [awarded]"]
    assert [(problem.code, problem.place.path) for problem in made.unfinished] == [("draft.rule_not_understood", "Bảng!D3"), ("draft.rule_missing", "Bảng!B4")]
    assert "Chấm theo mức độ sáng tạo" in made.unfinished[0].message
    first, second = loaded(made)["1_f.yaml"]["criteria"]
    assert "Chấm theo mức độ sáng tạo, tối đa 1,5 điểm" in first["note"]
    assert second["note"].endswith("Văn bản không ghi cách chấm.")
    assert (made.leaves, made.understood) == (2, 0)


def test_an_open_edge_is_refused_with_a_suggestion_beside_it() -> None:
    made = draft(("1", "F", 1), ("1.1", "Hoàn thành", 1, "Từ 80% trở lên: 1; từ 60% đến 80%: 0,5; dưới 60%: 0"))
    text = made.files["1_f.yaml"]
    assert loaded(made)["1_f.yaml"]["criteria"][0]["rule"] == {"kind": "awarded"}
    suggestion = "rule: {kind: steps, of: share, steps: [{at_least: 80%, points: 1}, {at_least: 60%, points: 0.5}, {points: 0}]}"
    assert [line for line in text.splitlines() if suggestion in line] == [f"    #   {suggestion}"]


def test_sums_that_do_not_add_up_are_told_with_their_cell() -> None:
    made = draft(("1", "F", 5), ("1.1", "A", 1, "Có: 1; không: 0"), ("", "Tổng cộng", 9))
    assert told(made) == [("draft.sum", "Bảng!C2"), ("draft.sum", "Bảng!C4")]
    assert loaded(made)["edition.yaml"]["max_points"] == "9"


def test_codes_printed_twice_and_levels_left_out_are_told() -> None:
    made = draft(("1", "F", 3), ("1.1", "A", 1, "Có: 1; không: 0"), ("1.1", "B", 1, "Có: 1; không: 0"), ("1.2.1", "C", 1, "Có: 1; không: 0"))
    assert told(made) == [("draft.double_code", "Bảng!A4"), ("draft.parent_missing", "Bảng!A5")]


def test_a_row_that_a_page_break_printed_again_counts_once() -> None:
    made = draft(("1", "F", 1), ("1.1", "A", 1), ("", "Có: 1"), ("1.1", "A", 1), ("", "Không: 0"))
    assert tree(made) == ["1 F (1)", "  1.1 A (1) [yes_no]"]


def test_a_field_without_criteria_becomes_a_criterion_of_its_own() -> None:
    made = draft(("1", "Hài lòng", 2, "b/a x 2"))
    assert tree(made) == ["1 Hài lòng (2)", "  1.1 Hài lòng (2) [proportional]"]
    assert told(made) == [("draft.field_is_leaf", "Bảng!B2")]


def test_who_scores_a_leaf() -> None:
    lines = rows(("1", "F", 6), *((f"1.{number}", f"tiêu chí {number}", 1, "Có: 1; không: 0") for number in range(1, 7)))
    changed = [
        lines[0], replace(lines[1], survey_points=Fraction(1)), replace(lines[2], by_survey=True), replace(lines[3], note="Điều tra XHH"),
        replace(lines[4], method="Trích xuất từ hệ thống"), replace(lines[5], method="Cơ quan thẩm định chấm"), replace(lines[6], note="không có phần XHH"),
    ]
    made = draft_edition(changed, SETTINGS)
    assert [leaf["scored_by"] for leaf in loaded(made)["1_f.yaml"]["criteria"]] == ["survey", "survey", "survey", "data", "appraiser", "self_then_appraiser"]
    assert [(block["key"], block["max_points"]) for block in loaded(made)["edition.yaml"]["blocks"]] == [("appraisal", "3"), ("survey", "3")]


def test_a_leaf_scored_in_two_ways_is_told() -> None:
    lines = rows(("1", "F", 2), ("1.1", "A", 2, "b/a x 2"))
    made = draft_edition([lines[0], replace(lines[1], survey_points=Fraction(1, 2))], SETTINGS)
    assert told(made) == [("draft.two_ways_scored", "Bảng!C3")]


def test_bonus_and_penalty_stand_outside_the_scale() -> None:
    made = draft(
        ("I", "Chỉ đạo", 1), ("1", "Kế hoạch", 1, "Có: 1; không: 0"), ("II", "Điểm thưởng, điểm trừ"), ("1", "Điểm thưởng sáng kiến", 2, "Mỗi sáng kiến cộng 0,5 điểm"),
        ("2", "Điểm trừ vi phạm", -1, "Mỗi vi phạm 0,5 điểm"),
    )
    files = loaded(made)
    outside = files["2_diem_thuong_diem_tru.yaml"]
    assert (outside["outside_scale"], outside["max_points"]) == ("yes", "3")
    assert [(leaf["effect"], leaf["max_points"], leaf["rule"]["kind"]) for leaf in outside["criteria"]] == [("bonus", "2", "per_item"), ("penalty", "1", "per_item")]
    assert (files["edition.yaml"]["max_points"], files["edition.yaml"]["outside_scale"]) == ("1", {"bonus_cap": "2", "penalty_cap": "1"})


def test_keys_are_unique_short_and_the_same_every_time() -> None:
    long = "Tỷ lệ hồ sơ thủ tục hành chính được tiếp nhận và giải quyết đúng hạn, trước hạn trong năm đánh giá"
    lines = [("1", "Kế hoạch", 3), ("1.1", "Kế hoạch", 1, "Có: 1; không: 0"), ("1.2", long, 1, "b/a x 1"), ("1.3", long, 1, "b/a x 1")]
    made = draft(*lines)
    field = loaded(made)["1_ke_hoach.yaml"]
    keys = [field["key"], *(leaf["key"] for leaf in field["criteria"])]
    assert keys == ["ke_hoach", "ke_hoach_2", "ty_le_ho_so_thu_tuc_hanh_chinh_duoc_tiep_nhan_va", "ty_le_ho_so_thu_tuc_hanh_chinh_duoc_tiep_nhan_va_2"]
    assert draft(*lines).files == made.files


def test_nothing_to_draft_is_a_problem() -> None:
    made = draft(("", "Chỉ có chữ"))
    assert (made.files, told(made)) == ({}, [("draft.nothing", "")])


def test_headings_name_title_decision_and_kind() -> None:
    headings = ["PHỤ LỤC I", "BỘ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH", "CỦA CÁC SỞ, BAN, NGÀNH", "(Ban hành kèm theo Quyết định số 12/QĐ-UBND)"]
    assert title_of(headings) == "BỘ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CỦA CÁC SỞ, BAN, NGÀNH"
    assert decision_of(headings) == "Ban hành kèm theo Quyết định số 12/QĐ-UBND"
    assert (kind_of(headings), kind_of(["Bộ chỉ số cấp xã"]), kind_of(["Bộ chỉ số"]), title_of([]), decision_of([])) == ("department", "commune", "", "", "")


@pytest.mark.parametrize(("text", "taken", "key"), [
    ("Kế hoạch CCHC năm", (), "ke_hoach_cchc_nam"), ("Kế hoạch", ("ke_hoach",), "ke_hoach_2"), ("100% đạt", (), "item_100_dat"), ("!!!", (), "item"),
])  # fmt: skip
def test_a_slug(text: str, taken: tuple[str, ...], key: str) -> None:
    assert slug(text, taken) == key


@given(st.text(max_size=200))
@examples(300)
def test_any_text_comes_back_from_the_yaml(text: str) -> None:
    made = Block((Comment(text), ("a", text), ("b", {"vi": text, "en": [text, {"c": text}]}), ("d", [{"long": text * 3, "more": {"deep": text}}]))).text()
    node, problems = read_yaml_bytes(made.encode(), "made.yaml")
    assert problems == []
    assert node is not None
    expected = yaml.load(scalar(text), Loader=yaml.BaseLoader)
    plain = node.plain()
    assert plain["b"] == {"vi": expected, "en": [expected, {"c": expected}]}
    assert " ".join(plain["a"].split()) == " ".join(expected.split())


cells = st.one_of(st.just(""), st.sampled_from(["1", "1.1", "1.1.1", "I", "II", "a)", "A", "2", "1.2", "-", "R.1"]), st.text(max_size=12))
lines = st.tuples(cells, st.text(max_size=60), st.sampled_from(["", 0, 1, 2, 0.5, -1]), st.one_of(st.just("Có: 1; không: 0"), st.text(max_size=60)))


@given(st.lists(lines, max_size=12))
@examples(200)
def test_any_rows_end_as_a_draft_that_reads_as_yaml(given_lines: list[tuple[object, ...]]) -> None:
    made = draft(*given_lines)
    assert bool(made.files) == (made.leaves > 0)
    for name, text in made.files.items():
        node, problems = read_yaml_bytes(text.encode(), name)
        assert (node is not None, problems) == (True, [])
