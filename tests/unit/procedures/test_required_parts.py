"""Required parts: complete only when everything is there or, where the decree allows it, said not to exist."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parix.procedures.required_parts import PART_KEYS, PARTS, TEXT_PARTS, missing_parts
from tests.unit.scoring.property_settings import examples

KEYS = st.sets(st.sampled_from(PART_KEYS))
ALWAYS = {one.key for one in PARTS if one.is_always}


def test_what_the_decree_always_asks_for() -> None:
    assert {"name", "steps", "ways", "papers", "term", "subjects", "authority", "legal_basis"} == ALWAYS
    assert set(TEXT_PARTS) < set(PART_KEYS)
    assert [one.key for one in missing_parts(set(), set(PART_KEYS))] == [key for key in PART_KEYS if key in ALWAYS]


@examples(100)
@given(KEYS, KEYS)
def test_a_part_is_missing_exactly_when_neither_there_nor_excused(present: set[str], absent: set[str]) -> None:
    missing = {one.key for one in missing_parts(present, absent)}
    assert missing == {key for key in PART_KEYS if key not in present and (key in ALWAYS or key not in absent)}


@examples(100)
@given(KEYS, KEYS, st.sampled_from(PART_KEYS))
def test_giving_a_part_never_adds_a_gap(present: set[str], absent: set[str], more: str) -> None:
    assert set(missing_parts(present | {more}, absent)) <= set(missing_parts(present, absent))
