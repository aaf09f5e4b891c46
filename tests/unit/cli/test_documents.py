"""`parix document`: reads, checks, and says what is wrong with the exit codes of the other commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from parix.official_documents.reading_keys import KEYS
from tests.unit.cli.running import ROOT, Call

SEEDS = ROOT / "tests" / "samples" / "seeds"


def test_read_prints_every_key_as_json(call: Call) -> None:
    ran = call("document", "read", SEEDS / "quang_ngai_2021.txt", "--json")
    assert (ran.code, tuple(ran.json)) == (0, KEYS)
    assert (ran.json["kind"]["value"], ran.json["date"]["value"], len(ran.json["assignments"])) == ("conclusion", "2021-05-27", 11)


def test_read_for_people_names_tasks_and_doubts(call: Call) -> None:
    ran = call("document", "read", SEEDS / "ba_ria_vung_tau_2018.txt")
    assert ran.code == 0
    for words in ("Loại: Thông báo", "Nhiệm vụ (8)", "chủ trì: Phòng Kế hoạch - Tài chính", "thời hạn: trước ngày 30/11/2018", "? không nhận ra loại đơn vị"):
        assert words in ran.out
    assert ran.problem_codes == ["head.no_number", "head.no_date"]


def test_check_finds_the_contradiction(call: Call) -> None:
    ran = call("document", "check", SEEDS / "nghe_an_2022_q1.txt")
    assert (ran.code, ran.problem_codes) == (1, ["figures.total_differs"])
    as_json = call("document", "check", SEEDS / "nghe_an_2022_q1.txt", "--json").json
    assert (as_json["figures"], [one["code"] for one in as_json["problems"]]) == (16, ["figures.total_differs"])


def test_check_of_agreeing_figures(call: Call) -> None:
    assert call("document", "check", SEEDS / "quang_ngai_2021.txt").code == 0


@pytest.mark.parametrize("command", ["read", "check"])
@pytest.mark.parametrize(("name", "data", "code"), [
    ("empty.pdf", b"", "document.empty"), ("broken.pdf", b"%PDF-1.7 nothing", "document.damaged"), ("program.docx", b"MZ\x90\x00" + bytes(200), "document.type_refused"),
])
def test_what_cannot_be_read_is_bad_input(call: Call, tmp_path: Path, command: str, name: str, data: bytes, code: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    ran = call("document", command, file)
    assert (ran.code, ran.problem_codes[-1:]) == (2, [code])
    assert [problem["code"] for problem in call("document", command, file, "--json").json["problems"]] == [code]


def test_a_missing_file_and_a_wrong_call(call: Call) -> None:
    assert call("document", "read", "no such file").code == 2
    assert call("document", "unread").code == 3
