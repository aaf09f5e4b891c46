"""What measurements may not say about an edition: each mistake has its code, its place and what to do."""

from __future__ import annotations

from fractions import Fraction as F
from pathlib import Path
from typing import Any

import pytest

from parix.criteria.editions import Edition
from parix.foundation.facts import Answers, Fact, Level, NotApplicable, NothingArose, NotKnown, Number, Rate, Share
from parix.foundation.measurement_files import read_measurement_file
from parix.foundation.measurements import Measurement, MeasurementSet
from parix.foundation.periods import Period
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.scoring.fitting import unfit, unfit_facts
from parix.scoring.sheets import score
from tests.unit.scoring.made_up_editions import SOURCE, YEAR, agency, field, leaf, made_edition, measured
from tests.unit.scoring.made_up_measurements import random_sets

HEAD = """\
agency: {code: A1, name: Sở A, kind: department}
period: 2021
measurements:
"""


def from_file(root: Path, edition: Edition, text: str) -> tuple[list[Problem], list[Problem]]:
    """The problems of reading `text` as a measurement file, and those of its fit to the edition."""
    path = root / "a.yaml"
    path.write_text(text, encoding="utf-8")
    given, problems = read_measurement_file(path, "a.yaml")
    return problems, [] if given is None else unfit(edition, given)


def one_problem(root: Path, edition: Edition, text: str) -> Problem:
    read, fit = from_file(root, edition, text)
    (problem,) = [*read, *fit]
    assert problem.message
    return problem


@pytest.mark.parametrize(("line", "code", "remedy"), [
    # measures that no leaf has, with the nearest one that a leaf has
    ("- {measure: setled.share, share: 1/2}", "measurement.unknown", "có phải là «settled.share»?"),
    ("- {measure: plan.anwser, answer: yes}", "measurement.unknown", "có phải là «plan.answer»?"),
    # another form than the leaf's rule can use
    ("- {measure: plan.answer, share: 1/2}", "measurement.wrong_form", "khai lại bằng answer"),
    ("- {measure: settled.share, answer: yes}", "measurement.wrong_form", "khai lại bằng share, rate"),
    ("- {measure: errors.value, rate: 0.5}", "measurement.wrong_form", "khai lại bằng number"),
    ("- {measure: on_time.done, rate: 0.5}", "measurement.wrong_form", "khai lại bằng share"),
    ("- {measure: on_time.waived, share: 1/2}", "measurement.wrong_form", "khai lại bằng number"),
    ("- {measure: citizens.answers, rate: 0.5}", "measurement.wrong_form", "khai lại bằng answers"),
    ("- {measure: tasks.prerequisite, answer: yes}", "measurement.wrong_form", "khai lại bằng number"),
    ("- {measure: outreach.level, conditions: {a: yes}}", "measurement.wrong_form", "khai lại bằng level"),
    ("- {measure: council.points, share: 5/10}", "measurement.wrong_form", "khai lại bằng number"),
    # impossible counts
    ("- {measure: settled.share, share: 31/30}", "measurement.above_whole", "kiểm tra lại hai số đếm"),
    ("- {measure: payments.a, share: 2/1}", "measurement.above_whole", "kiểm tra lại hai số đếm"),
    ("- {measure: errors.value, number: -1}", "measurement.negative", "nhập số không âm"),
    ("- {measure: settled.share, share: -1/30}", "measurement.negative", "nhập số không âm"),
    ("- {measure: settled.share, share: 1/-30}", "measurement.negative", "nhập số không âm"),
    ("- {measure: settled.share, share: 3/0}", "measurement.zero_denominator", "kiểm tra lại hai số đếm"),
    ("- {measure: citizens.answers, answers: {A: -3}}", "shape.bad_value", "sửa giá trị tại đây"),
    ("- {measure: citizens.answers, answers: {A: 2.5}}", "shape.bad_value", "sửa giá trị tại đây"),
    # no numbers
    ("- {measure: errors.value, number: NaN}", "shape.bad_value", "sửa giá trị tại đây"),
    ("- {measure: errors.value, number: .nan}", "shape.bad_value", "sửa giá trị tại đây"),
    ("- {measure: errors.value, number: .inf}", "shape.bad_value", "sửa giá trị tại đây"),
    ("- {measure: errors.value, number: Infinity}", "shape.bad_value", "sửa giá trị tại đây"),
    ("- {measure: errors.value, number: 1e400}", "shape.bad_value", "sửa giá trị tại đây"),
    ('- {measure: errors.value, number: "1,5"}', "shape.bad_value", "sửa giá trị tại đây"),
    ("- {measure: settled.share, rate: 1.2}", "shape.bad_value", "sửa giá trị tại đây"),
    ("- {measure: settled.share, share: nan/3}", "measurement.share", "viết tử số/mẫu số, ví dụ 28/30"),
    ("- {measure: settled.share, share: 0.95}", "measurement.share", "viết tử số/mẫu số, ví dụ 28/30"),
    # words that the rule does not know
    ("- {measure: outreach.level, level: timley}", "measurement.unknown_word", "có phải là «timely»?"),
    ("- {measure: papers.conditions, conditions: {a: yes, c: no}}", "measurement.unknown_word", "chọn một trong: a, b"),
    ("- {measure: citizens.answers, answers: {A: 40, E: 1}}", "measurement.unknown_word", "chọn một trong: A, B, C, D"),
    ("- {measure: sipas.answers, answers: {fairl: 20}}", "measurement.unknown_word", "có phải là «fairly»?"),
    ("- {measure: digital.answers, answers: {X: 20}}", "measurement.unknown_word", "chọn một trong: A, B, C, D"),
    # points above the maximum
    ("- {measure: council.points, number: 5.51}", "measurement.above_max", "kiểm tra lại điểm"),
])
def test_each_mistake_has_its_code_its_line_and_a_remedy(every_kind: Edition, tmp_path: Path, line: str, code: str, remedy: str) -> None:
    problem = one_problem(tmp_path, every_kind, HEAD + "  - {measure: plan.answer, answer: yes, period: 2020}\n  " + line + "\n")
    assert (problem.code, problem.place.file, problem.place.line, problem.severity) == (code, "a.yaml", 5, "error")
    assert problem.remedy.startswith(remedy)


@pytest.mark.parametrize("line", [
    "- {measure: settled.share, share: 30/30}", "- {measure: settled.share, rate: 95%}", "- {measure: settled.share, share: 0/0}",
    "- {measure: council.points, number: 5.5}", "- {measure: council.points, number: 0}", "- {measure: papers.conditions, conditions: {a: yes}}",
    "- {measure: sipas.answers, rate: 0.83}", "- {measure: plan.answer, not_known: chưa thấy}", "- {measure: plan.answer, nothing_arose: không có}",
    "- {measure: plan.answer, not_applicable: {decided_by: Hội đồng, reason: mới lập}}",
])
def test_what_fits_brings_no_problem(every_kind: Edition, tmp_path: Path, line: str) -> None:
    assert from_file(tmp_path, every_kind, f"{HEAD}  {line}\n") == ([], [])


def test_a_plan_may_be_surpassed_where_the_edition_says_so(tmp_path: Path) -> None:
    one = leaf("a", {"kind": "proportional"}, "2", ["share"])
    one["measures"]["share"]["numerator_may_exceed"] = "yes"
    edition = made_edition(tmp_path, [field("f", [one])])
    assert unfit(edition, measured({"a.share": Share(F(31), F(30))})) == []
    assert score(edition, measured({"a.share": Share(F(31), F(30))})).total.points == 2


def test_an_agency_kind_the_edition_does_not_cover(every_kind: Edition, tmp_path: Path) -> None:
    problem = one_problem(tmp_path, every_kind, HEAD.replace("department", "departmant") + "  - {measure: plan.answer, answer: yes}\n")
    assert (problem.code, problem.place.path, problem.remedy) == ("measurement.kind", "agency.kind", "có phải là «department»?")


@pytest.mark.parametrize(("period", "code"), [
    ("2018", "measurement.out_of_force"), ("2018-Q4", "measurement.out_of_force"), ("2018-12-31..2019-03-01", "measurement.out_of_force"),
    ("2019", ""), ("2020", ""), ("2020-12-01..2021-01-01", "measurement.out_of_force"), ("2021", "measurement.out_of_force"),
])
def test_a_period_outside_the_force(tmp_path: Path, period: str, code: str) -> None:
    edition = made_edition(tmp_path, [field("f", [leaf("a", {"kind": "yes_no"}, "1", ["answer"])])], in_force={"since": "2019-01-01", "until": "2020-12-31"})
    problems = unfit(edition, MeasurementSet(agency(), Period.parse(period), ()))
    assert [(one.code, one.place.path) for one in problems] == ([(code, "period")] if code else [])


def test_a_figure_of_a_period_that_is_not_scored_is_a_warning(every_kind: Edition) -> None:
    place = Place("a.yaml", 9)
    periods = ("2021", "2020", "2019", "2021-Q1")
    given = MeasurementSet(agency(), YEAR, tuple(Measurement("growth.value", Period.parse(text), Rate(F(1, 2)), SOURCE, place=place) for text in periods))
    assert [(one.code, one.severity, one.place) for one in unfit(every_kind, given)] == [("measurement.period", "warning", place)] * 2
    assert [one.code for one in score(every_kind, given).warnings] == ["measurement.period"] * 2


@pytest.mark.parametrize(("fact", "code"), [
    (Number(F(-1)), "measurement.wrong_form"), (Share(F(-1), F(3)), "measurement.negative"), (Rate(F(-1, 2)), "measurement.negative"),
])
def test_what_only_a_program_can_hand_over_is_refused_too(every_kind: Edition, fact: Fact, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        score(every_kind, measured({"settled.share": fact}))
    assert [one.code for one in found.value.problems] == [code]


def test_negative_answers_and_counts_of_a_program_are_refused(every_kind: Edition) -> None:
    problems = unfit(every_kind, measured({"citizens.answers": Answers({"A": 50, "D": -10}), "errors.value": Number(F(-2)), "praise.items": Number(F(-1))}))
    assert [one.code for one in problems] == ["measurement.negative"] * 3


@pytest.mark.parametrize(("now", "before", "codes"), [
    (Share(F(1), F(2)), Number(F(25)), ["measurement.form_differs"]), (Number(F(25)), Rate(F(1, 2)), ["measurement.form_differs"]),
    (Share(F(1), F(2)), Rate(F(1, 2)), []), (Number(F(3)), Number(F(4)), []), (Number(F(3)), NotKnown("chưa thấy"), []), (NothingArose("không"), Number(F(4)), []),
])
def test_a_share_is_not_compared_with_a_number(every_kind: Edition, now: Fact, before: Fact, codes: list[str]) -> None:
    given = measured({"growth.value": now}, previous={"growth.value": before})
    assert [one.code for one in unfit(every_kind, given)] == codes


def test_what_is_not_compared_with_the_year_before_may_change_its_form(every_kind: Edition) -> None:
    assert unfit(every_kind, measured({"leading.value": Rate(F(1, 2))}, previous={"leading.value": Number(F(25))})) == []


def test_a_period_outside_the_force_names_the_force(every_kind: Edition, tmp_path: Path) -> None:
    ended = made_edition(tmp_path, [field("f", [leaf("a", {"kind": "yes_no"}, "1", ["answer"])])], in_force={"since": "2019-01-01", "until": "2020-12-31"})
    for edition, until in ((every_kind, "nay"), (ended, "2020-12-31")):
        (problem,) = unfit(edition, MeasurementSet(agency(), Period.of_year(2001), ()))
        assert problem.message == f"kỳ 2001 nằm ngoài hiệu lực của bộ chỉ số {edition.name} (từ 2019-01-01 đến {until})"


def test_all_mistakes_come_out_at_once_and_nothing_is_scored(every_kind: Edition) -> None:
    facts: dict[str, Fact] = {
        "plan.anser": Level("x"), "outreach.level": Level("early"), "settled.share": Share(F(9), F(8)), "council.points": Number(F(6)),
        "errors.value": Number(F(1)), "parts.a": NotApplicable("Hội đồng", "không có"),
    }
    wrong = MeasurementSet(agency(kind="ministry"), Period.of_year(2001), measured(facts, period=Period.of_year(2001)).measurements)
    with pytest.raises(ProblemsFound) as found:
        score(every_kind, wrong)
    assert sorted(one.code for one in found.value.problems) == [
        "measurement.above_max", "measurement.above_whole", "measurement.kind", "measurement.out_of_force", "measurement.unknown", "measurement.unknown_word",
    ]


def test_a_measure_that_two_leaves_read_must_fit_both(tmp_path: Path) -> None:
    first = leaf("a", {"kind": "awarded"}, "2", ["points"])
    second = leaf("b", {"kind": "awarded"}, "1", ["points"])
    second["measures"]["points"]["code"] = "a.points"
    edition = made_edition(tmp_path, [field("f", [first, second])])
    assert [one.message for one in unfit(edition, measured({"a.points": Number(F("1.5"))}))] == ["tiêu chí b: điểm 1,5 vượt điểm tối đa 1"]
    assert [one.code for one in unfit(edition, measured({"a.points": Number(F(3))}))] == ["measurement.above_max"] * 2
    assert score(edition, measured({"a.points": Number(F(1))})).total.points == 2


def test_facts_by_role_are_held_to_the_same_rules(every_kind: Edition) -> None:
    leaves, place = every_kind.leaves, Place("cases.yaml", 3)
    assert unfit_facts(leaves["settled"], leaves["settled"].rule_on(YEAR.end), {"share": Rate(F(1))}, place) == []
    (problem,) = unfit_facts(leaves["outreach"], leaves["outreach"].rule_on(YEAR.end), {"level": Level("soon")}, place)
    assert (problem.code, problem.place) == ("measurement.unknown_word", place)


def test_random_sets_fit(every_kind: Edition, department_set: Edition) -> None:
    """The sets that other tests draw are of the kind that may be scored."""
    for edition in (every_kind, department_set):
        problems: list[Any] = [problem for given in random_sets(edition, 8, 20) for problem in unfit(edition, given)]
        assert problems == []


@pytest.mark.parametrize("denominator", [F(0), F(-3)])
def test_a_share_of_nothing_cannot_be_made(denominator: F) -> None:
    with pytest.raises(ValueError, match="a share needs something counted"):
        Share(F(1), denominator)
