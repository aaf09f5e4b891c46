"""How the command is called and left: help and wrong calls in Vietnamese, exit codes, pipes, full disks, odd machines."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from parix.cli.entry import COMMANDS
from parix.foundation.version import SOFTWARE_VERSION
from tests.unit.cli.running import FIGURES, ROOT, Call, in_a_process, written

ENGLISH = re.compile(r"\b(usage|options|positional|arguments|required|invalid|choice|unrecognized|expected|show|exit|error)\b")


@pytest.mark.parametrize(("arguments", "words"), [
    ([], "parix: thiếu LỆNH"),
    (["scor"], "parix: LỆNH: không có «scor»; có phải là «score»?"),
    (["xyz"], "parix: LỆNH: không có «xyz»; chọn một trong: bundle, check, compare, document, explain, import-set, indicators, rank, score, verify"),
    (["--frobnicate"], "parix: thiếu LỆNH"),
    (["score"], "parix score: thiếu TỆP, --edition/-e"),
    (["score", "a.yaml"], "parix score: thiếu --edition/-e"),
    (["score", "a.yaml", "-e"], "parix score: --edition/-e cần một giá trị"),
    (["score", "a.yaml", "-e", "x", "--lang", "fr"], "parix score: --lang: không có «fr»; chọn một trong: en, vi"),
    (["score", "a.yaml", "-e", "x", "b.yaml"], "parix: không hiểu «b.yaml»"),
    (["score", "a.yaml", "-e", "x", "--jsn"], "parix: không hiểu «--jsn»"),
    (["score", "a.yaml", "-e", "x", "--json=1"], "parix score: --json không nhận giá trị '1'"),
    (["rank", "-e", "x"], "parix rank: thiếu TỆP"),
    (["compare", "a"], "parix compare: thiếu MỚI"),
    (["bundle", "a.yaml", "-e", "x"], "parix bundle: thiếu --out/-o"),
    (["verify"], "parix verify: thiếu GÓI"),
    (["import-set", "a.xlsx", "--into", "x", "--set", "y", "--since", "z"], "parix import-set: --since: «z» không phải là ngày có thật"),
])
def test_a_wrong_call_says_what_is_wrong_and_leaves_with_three(arguments: list[str], words: str, call: Call) -> None:
    ran = call(*arguments)
    assert (ran.code, ran.out) == (3, "")
    usage, *_, last = ran.err.splitlines()
    assert usage.startswith("cách gọi: parix")
    assert last.startswith(words)
    assert not ENGLISH.search(last.replace("--edition", "").replace("explain", ""))


def test_help_is_in_vietnamese_and_tells_the_exit_codes(call: Call) -> None:
    ran = call("--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("cách gọi: parix [-h] [--version] LỆNH ...")
    assert re.findall(r"^  (\d)  ", ran.out, re.MULTILINE) == ["0", "1", "2", "3"]
    assert [name for name in COMMANDS if f"    {name}" not in ran.out] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_vietnamese(command: str, call: Call) -> None:
    ran = call(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"cách gọi: parix {command} [-h]")
    assert "in hướng dẫn này" in ran.out
    headings = re.findall(r"^(\S.*):$", ran.out, re.MULTILINE)
    assert headings[-1] == "lựa chọn"
    assert set(headings) <= {"tham số", "lựa chọn"}


def test_the_version(call: Call) -> None:
    assert call("--version").out == f"parix {SOFTWARE_VERSION}\n"


def test_as_a_module_in_a_new_process(figures: Path, edition: Path, tmp_path: Path) -> None:
    assert in_a_process("score", figures, "-e", edition).out.startswith("Sở A · 2022 · Bộ nhỏ\n")
    assert in_a_process("score", tmp_path / "gone.yaml", "-e", edition).code == 2
    assert in_a_process("scor").code == 3
    assert in_a_process("verify", figures).code == 1


# --- what reads the output, and where it goes ---------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["score", "--json"], ["score"], ["explain", "--json"], ["check", "--json"], ["check"]])
def test_a_reader_that_leaves_early_is_no_failure(arguments: list[str], figures: Path, edition: Path) -> None:
    paths = [str(edition)] if arguments[0] == "check" else [str(figures), "-e", str(edition)]
    reader, writer = os.pipe()
    os.close(reader)
    ran = in_a_process(*arguments, *paths, stdout=writer)
    os.close(writer)
    assert (ran.code, ran.err) == (0, "")


def test_a_reader_that_takes_one_line_gets_it(edition: Path, figures: Path) -> None:
    command = f"'{sys.executable}' -m parix.cli score '{figures}' -e '{edition}' --json | head -n 1"
    ran = subprocess.run(["sh", "-c", command], env={"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]}, capture_output=True, check=False)
    assert (ran.stdout, ran.stderr) == (b"{\n", b"")


@pytest.mark.parametrize("arguments", [["score", "--json"], ["score"]])
def test_output_that_cannot_be_written_is_said_and_leaves_with_two(arguments: list[str], figures: Path, edition: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = in_a_process(*arguments, figures, "-e", edition, stdout=full)
    assert ran.code == 2
    assert ran.err == "✗ không dùng được tệp: đĩa đã đầy\n    → kiểm tra đường dẫn, quyền và chỗ trống trên đĩa  [file.unusable]\n1 lỗi, 0 lưu ý\n"


@pytest.mark.parametrize("environment", [
    {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"},
])
def test_vietnamese_comes_out_whatever_the_machine(environment: dict[str, str], figures: Path, edition: Path) -> None:
    for arguments in (["--json"], []):
        ran = in_a_process("score", figures, "-e", edition, *arguments, env=environment)
        assert (ran.code, ran.err) == (0, "")
        assert "Sở A" in ran.out


def test_a_file_name_that_is_no_text_is_shown_escaped(edition: Path) -> None:
    for arguments in ([], ["--json"]):
        ran = in_a_process("score", b"\xff\xfe.yaml", "-e", edition, *arguments)
        assert ran.code == 2
        assert "\\udcff\\udcfe.yaml" in ran.out + ran.err


def test_colour_is_only_for_terminals(figures: Path, edition: Path) -> None:
    assert "\x1b" not in in_a_process("score", figures, "-e", edition).out


def test_escape_sequences_in_data_do_not_reach_the_terminal(call: Call, tmp_path: Path, edition: Path) -> None:
    path = written(tmp_path / "a.yaml", FIGURES.replace("name: Sở A", 'name: "Sở \\e[31mA"'))
    ran = call("score", path, "-e", edition)
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", ["yaml.character"])
