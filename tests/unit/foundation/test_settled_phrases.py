"""A settled phrase reads just as the one it came from, in both languages, whatever its values hold."""

from __future__ import annotations

from fractions import Fraction

from parix.foundation.phrases import Percent, Text, phrase


def test_values_are_put_in_once_and_words_stay() -> None:
    inner = phrase("trong {n}", "inside {n}", n=3)
    whole = phrase("{a}; {b}; {c}; {d}", "{a} / {b} / {c} / {d}", a=Fraction(5, 4), b=Percent(Fraction(1, 3)), c=inner, d=(Text("đủ", "all"), inner))
    settled = whole.settled()
    assert settled.values == {}
    assert settled.text("vi") == whole.text("vi") == "1,25; 33,33 %; trong 3; đủ, trong 3"
    assert settled.text("en") == whole.text("en") == "1.25 / 33.33% / inside 3 / all, inside 3"


def test_braces_in_a_value_are_words() -> None:
    settled = phrase("mục {name}", "entry {name}", name="{a} và }b{").settled()
    assert settled.text("vi") == "mục {a} và }b{"
    assert settled.settled().text("en") == "entry {a} và }b{"
