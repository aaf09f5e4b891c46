"""Files sealed piece by piece: what went in comes out; what was cut, moved or changed does not open."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.web.personal_data.rules import sealed_streams
from parix.web.personal_data.rules.sealed_streams import PIECE, open_stream, seal_stream
from parix.web.personal_data.rules.sealing import NotOpened
from tests.unit.scoring.property_settings import examples


def sealed(content: bytes, step: int = 100_000) -> bytes:
    out = io.BytesIO()
    assert seal_stream((content[at : at + step] for at in range(0, len(content), step)), out, "test") == len(content)
    return out.getvalue()


@examples(30)
@given(st.sampled_from([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 17]), st.sampled_from([1_000_003, 65_536]))
def test_what_went_in_comes_out(size: int, step: int) -> None:
    content = (b"abcdefghij" * (size // 10 + 1))[:size]
    kept = sealed(content, step)
    assert b"abcdefghij" not in kept
    assert open_stream(io.BytesIO(kept), "test").read() == content


@pytest.mark.parametrize("broken", [
    lambda kept: kept[: 13 + PIECE + 16], lambda kept: kept[:-1], lambda kept: kept[:50] + bytes([kept[50] ^ 1]) + kept[51:], lambda kept: b"\x63" + kept[1:], lambda kept: b"",
    lambda kept: kept[:13] + kept[13 + PIECE + 16 : 13 + 2 * (PIECE + 16)] + kept[13 : 13 + PIECE + 16] + kept[13 + 2 * (PIECE + 16) :],
])  # fmt: skip
def test_what_was_changed_does_not_open(broken: object) -> None:
    kept = sealed(bytes(3 * sealed_streams.PIECE))
    with pytest.raises(NotOpened):
        open_stream(io.BytesIO(broken(kept)), "test").read()  # type: ignore[operator]


def test_another_purpose_does_not_open() -> None:
    with pytest.raises(NotOpened):
        open_stream(io.BytesIO(sealed(b"abc")), "other").read()
