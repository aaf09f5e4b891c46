"""The order of Vietnamese words, and of people by their given names."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.vietnamese_order import collation_key, name_for_sorting

# Letters first (a, ă, â; d, đ; o, ô, ơ), then tones (none, huyền, hỏi, ngã, sắc, nặng), then small letters before capitals.
IN_ORDER = [
    "", " a", "1", "2", "10", "a", "A", "à", "ả", "ã", "á", "ạ", "an", "An Giang", "ăn", "ân", "Bà Rịa", "Bạc Liêu", "Bắc Giang", "Bến Tre",
    "Cao Bằng", "da", "Dĩ An", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Đồng Nai", "em", "êm", "Hạ Long", "Hà Nội", "Hải Phòng", "Huế", "on", "ôn", "ơn",
    "un", "ưn", "xã", "Yên Bái",
]  # fmt: skip


def test_words_are_in_the_order_of_the_dictionary() -> None:
    # "10" stands before "2" as in every order by signs
    expected = [*IN_ORDER[:3], "10", "2", *IN_ORDER[5:]]
    shuffled = list(expected)
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=collation_key) == expected


def test_the_way_letters_are_put_together_does_not_matter() -> None:
    composed, apart = "Đà Nẵng", "Đa\u0300 Na\u0306\u0303ng"
    assert collation_key(composed).split("\x00")[:3] == collation_key(apart).split("\x00")[:3]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_the_order_is_total(words: list[str]) -> None:
    """Equal keys only for equal texts, so that every database gives the same list."""
    assert len({collation_key(word) for word in words}) == len(set(words))


def test_people_are_ordered_by_their_given_names() -> None:
    names = ["Trần Văn Bình", "Nguyễn Thị Ánh", "Lê Văn An", "Đỗ Thị An"]
    assert sorted(names, key=lambda name: collation_key(name_for_sorting(name))) == ["Đỗ Thị An", "Lê Văn An", "Nguyễn Thị Ánh", "Trần Văn Bình"]


def test_a_name_of_one_word_and_no_name() -> None:
    assert [name_for_sorting(name) for name in ("An", "", "  Lê   An ")] == ["An", "", "An Lê"]
