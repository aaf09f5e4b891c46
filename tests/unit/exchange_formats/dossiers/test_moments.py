"""Days and hours: the array form says what the exact form says, whatever is written; days that exist are read back."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from parix.exchange_formats.dossiers.legacy_letters import in_unicode, is_syllable, legacy_of
from parix.exchange_formats.dossiers.moments_array import FAULTS, read_moment, read_moments
from parix.exchange_formats.dossiers.written_moments import DAY_FIRST, MONTH_FIRST
from tests.unit.exchange_formats.dossiers.made_exports import in_tcvn3, in_vni
from tests.unit.scoring.property_settings import examples

MOMENTS = st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2099-12-31")).map(lambda one: one.replace(microsecond=0))
FORMATS = ("%d/%m/%Y %H:%M:%S", "%d-%m-%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y%m%d%H%M%S", "%H:%M:%S %d/%m/%Y", "%d.%m.%Y %Hh%M:%S")
WORDS = st.one_of(
    st.text("0123456789/-. :Th", max_size=22), st.sampled_from(["15/8 âm lịch", "năm Giáp Thìn", "05/10/2569", "46307.25", "1/2/03", "", "29/02/2027", "12/31/2026 7h", "x"]),
    st.tuples(MOMENTS, st.sampled_from(FORMATS)).map(lambda pair: pair[0].strftime(pair[1])),
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1900, 2700)).map(lambda parts: "/".join(map(str, parts))),
)  # fmt: skip


@examples(200)
@given(MOMENTS, st.sampled_from(FORMATS))
def test_a_moment_is_read_back(moment: datetime, form: str) -> None:
    seconds, fault = read_moment(moment.strftime(form))
    assert (fault, np.datetime64(seconds, "s")) == ("", np.datetime64(moment))


@examples(200)
@given(st.lists(WORDS, max_size=12), st.sampled_from([DAY_FIRST, MONTH_FIRST]))
def test_both_forms_say_the_same(texts: list[str], order: str) -> None:
    texts = [" ".join(text.split()) for text in texts]
    many = read_moments(pa.array(texts, pa.string()), order)
    one_by_one = [read_moment(text, order) for text in texts]
    assert [FAULTS[at] for at in many.faults] == [fault for _seconds, fault in one_by_one]
    assert [None if np.isnat(value) else int(value.astype(np.int64)) for value in many.values] == [seconds for seconds, _fault in one_by_one]


TEXT = "Giấy phép tiến hành công việc bức xạ ở phường Trường Sa, Nguyễn Thị Ngọc Hường nộp hồ sơ đề nghị gia hạn"


def test_syllables_are_told_from_other_letters() -> None:
    assert all(is_syllable(word.strip(",")) for word in TEXT.split())
    assert not any(map(is_syllable, ["thñ", "tªn", "hoà̀", "straße", "ðường"]))


@examples(100)
@given(st.lists(st.sampled_from([word.strip(",") for word in TEXT.split() if not word.isascii()]), min_size=4, max_size=30))
def test_old_letters_come_back_whole(words: list[str]) -> None:
    text = " ".join(words)
    for name, encoded in (("tcvn3", in_tcvn3(text)), ("vni", in_vni(text))):
        assert in_unicode(encoded.decode("latin-1"), name) == text
    assert legacy_of(text) == ""


def test_which_old_letters_is_told() -> None:
    assert legacy_of(in_tcvn3(TEXT).decode("latin-1")) == "tcvn3"
    assert legacy_of(in_vni(TEXT).decode("latin-1")) == "vni"
    assert legacy_of("plain words") == ""
