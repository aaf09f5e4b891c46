"""The shipped list of procedures: sixty, each with what was seen of it, the made-up ones saying so."""

from __future__ import annotations

from pathlib import Path

import pytest

from parix.demo_data import procedure_lists
from parix.demo_data.procedure_lists import procedure_list
from parix.foundation.problems import ProblemsFound


def test_sixty_procedures_of_which_ten_are_made_up_and_say_so() -> None:
    listed = procedure_list("science_technology")
    assert len(listed.procedures) == 60
    assert [one for one in listed.procedures if one.made_up != one.name.endswith("(thủ tục mẫu)")] == []
    assert sum(one.made_up for one in listed.procedures) == 10
    assert [count for _text, count in listed.by_field] == [9, 19, 9, 12, 5, 6]


def test_every_real_one_says_what_was_seen_or_that_it_was_not_checked() -> None:
    real = [one for one in procedure_list("science_technology").procedures if not one.made_up]
    assert [one.name for one in real if not one.seen and not one.unverified] == []
    assert [one.name for one in real for part in ("time", "fee") if part in one.seen and not getattr(one, part)] == []


def test_mistakes_are_told_together_with_their_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "list: x\ntitle: {vi: a, en: b}\nnote: n\nfields:\n  one: {vi: a, en: b}\nprocedures:\n"
        "  - {name: A, field: on, seen: [fee], unverified: [fee]}\n  - {name: A, field: one}\n"
    )
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(procedure_lists, "SHIPPED", tmp_path)
    with pytest.raises(ProblemsFound) as refused:
        procedure_list("x")
    found = [(problem.code, problem.place.line) for problem in refused.value.problems]
    assert found == [
        ("procedures.unknown_field", 7), ("procedures.double_name", 7), ("procedures.seen_and_unverified", 7), ("procedures.double_name", 8),
    ]
