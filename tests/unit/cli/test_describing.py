"""The meaning of indicators as people read it: every one, with the examples that the engines are held to."""

from __future__ import annotations

from parix.indicators.described import shipped_tables
from tests.unit.cli.running import Call


def test_all_of_them_with_every_example(call: Call) -> None:
    ran = call("indicators")
    assert (ran.code, ran.err) == (0, "")
    meant = [one for table in shipped_tables() for one in table.indicators.values()]
    assert [one.key for one in meant if f"(`{one.key}`)" not in ran.out] == []
    assert ran.out.count("\n  - [") == sum(len(one.examples) for one in meant) >= len(meant)


def test_one_of_them_in_english(call: Call) -> None:
    key, one = next(iter(shipped_tables()[0].indicators.items()))
    ran = call("indicators", key, "--lang", "en")
    assert (ran.code, ran.out.count("## ")) == (0, 1)
    assert one.text.en in ran.out and one.of.en in ran.out and one.examples[0].because.en in ran.out


def test_a_mistyped_one_is_told_the_nearest(call: Call) -> None:
    key = next(iter(shipped_tables()[0].indicators))
    ran = call("indicators", key + "x")
    assert (ran.code, ran.out) == (2, "")
    assert key in ran.err
