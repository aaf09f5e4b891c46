"""Properties of reading scoring texts: nothing crashes, no rule is worth more than the leaf, printed steps come back exactly."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from parix.criteria.rule_shapes import RuleChoice
from parix.criteria.scoring_text import NotUnderstood, Understood, read_scoring_text
from parix.criteria.scoring_text.within import named_points
from parix.foundation.numbers import exact_text, shown
from tests.unit.criteria import scoring_wordings, wordings_of_provinces
from tests.unit.scoring.property_settings import examples

UNDERSTOOD = [*scoring_wordings.UNDERSTOOD, *wordings_of_provinces.UNDERSTOOD]
WORDS = ["từ", "đến", "dưới", "trên", "%", "80%", "90%", "100%", "0,5", "1", "2", "3,5", "điểm", ":", ";", ",", ".", "(", ")", "x", "/", "+", "-", "b/a", "tỷ", "lệ", "mỗi", "cứ", "01", "trừ", "báo", "cáo", "chậm", "thiếu", "không", "phát", "sinh", "áp", "dụng", "nếu", "thì", "là", "a", "b", "trong", "đó", "tổng", "số", "hồ", "sơ", "đạt", "được", "tối", "đa", "tối", "thiểu", "0", "còn", "lại", "đủ", "cả", "hai", "một", "chỉ", "hoặc", "và", "≥", "<", ">", "=", "\n", "như", "trên", "phiếu", "A=100%", "B=60%", "quy", "đổi", "tăng", "giảm", "bằng", "năm", "trước", "có", "kế", "hoạch", "hoàn", "thành", "vượt", "trở", "lên", "khi", "trường", "hợp", "ban", "hành", "kịp", "thời", "thực", "hiện", "nửa", "số", "điểm", "công", "thức"]
MAXIMA = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(2), Fraction(7, 2), Fraction(10)])

anything = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(WORDS), max_size=50).map(" ".join),
    st.lists(st.sampled_from([text for _, text, _ in UNDERSTOOD]), min_size=1, max_size=3).flatmap(
        lambda texts: st.tuples(st.just("; ".join(texts)), st.integers(0, 400), st.integers(0, 400)).map(lambda cut: cut[0][min(cut[1:]) : max(cut[1:])])
    ),
)


@given(anything, MAXIMA, st.one_of(st.just(""), st.text(max_size=60)))
@examples(600)
def test_any_text_ends_as_a_sound_rule_or_an_honest_refusal(text: str, maximum: Fraction, title: str) -> None:
    read = read_scoring_text(text, maximum, title)
    if isinstance(read, NotUnderstood):
        assert read.reason
        rules = [read.suggestion.rule] if read.suggestion else []
    else:
        rules = [read.rule]
    for rule in rules:
        TypeAdapter(RuleChoice).validate_python(rule)
        assert all(0 <= points <= maximum for points in named_points(rule))


@given(st.text(alphabet="0123456789.,%/x()[]-+:; bađ≥<>=", max_size=120), MAXIMA)
@examples(300)
def test_numbers_and_signs_alone_never_crash_it(text: str, maximum: Fraction) -> None:
    assert isinstance(read_scoring_text(text, maximum), (Understood, NotUnderstood))


@st.composite
def ladders(draw: st.DrawFn) -> tuple[str, list[tuple[str, str, str]], Fraction]:
    """Steps as an office prints them, the same steps as an edition has them, and the maximum."""
    thresholds = sorted(draw(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True)), reverse=True)
    points = sorted(draw(st.lists(st.integers(1, 40), min_size=len(thresholds), max_size=len(thresholds), unique=True)), reverse=True)
    worth = [Fraction(one, 4) for one in points]
    above = [draw(st.booleans()) for _ in thresholds]
    lines, steps = [], []
    for place, threshold in enumerate(thresholds):
        says = shown(worth[place], "vi")
        begin = f"{'Trên' if above[place] else 'Từ'} {threshold}%"
        if place == 0:
            lines.append(f"{begin}{'' if above[0] else draw(st.sampled_from(['', ' trở lên', ' số hồ sơ trở lên']))}: {says}")
        else:
            upper = "đến" if above[place - 1] else "đến dưới"
            lines.append(f"{begin} {upper} {thresholds[place - 1]}%: {says}")
        steps.append(("above" if above[place] else "at_least", f"{threshold}%", exact_text(worth[place])))
    lowest = f"{'Từ' if above[-1] else 'Dưới'} {thresholds[-1]}%{' trở xuống' if above[-1] else ''}: 0"
    unit = draw(st.sampled_from(["", " điểm", "đ"]))
    text = draw(st.sampled_from(["; ", "\n", ";\n- "])).join([*(f"{line}{unit}" for line in lines), lowest])
    return text, steps, worth[0]


@given(ladders())
@examples(300)
def test_printed_steps_come_back_exactly(ladder: tuple[str, list[tuple[str, str, str]], Fraction]) -> None:
    text, steps, maximum = ladder
    read = read_scoring_text(text, maximum)
    assert isinstance(read, Understood), read
    assert read.rule == {"kind": "steps", "of": "share", "steps": [*({edge: at, "points": points} for edge, at, points in steps), {"points": "0"}]}


@given(st.integers(1, 99), MAXIMA, st.sampled_from(["(b/a) x {max}", "b/a x điểm tối đa", "(tỷ lệ % x {max})/100%", "{max} x (số đạt / tổng số)"]))
@examples(150)
def test_a_formula_with_a_floor_comes_back_exactly(floor: int, maximum: Fraction, formula: str) -> None:
    read = read_scoring_text(f"{formula.format(max=shown(maximum, 'vi'))}; dưới {floor}%: 0", maximum)
    assert isinstance(read, Understood), read
    assert read.rule == {"kind": "proportional", "floor": f"{floor}%"}
