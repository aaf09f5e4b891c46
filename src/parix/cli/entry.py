"""Finds the command's module, reads its arguments, runs it, and turns problems into words and an exit code."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Sequence

from parix.cli.arguments import WRONG_CALL, Parser
from parix.cli.output import print_problems
from parix.foundation.failure_words import system_words
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.foundation.version import SOFTWARE_VERSION

DONE, DOES_NOT_HOLD, BAD_INPUT = 0, 1, 2

COMMANDS = {
    "check": ("checking", "kiểm tra, chứng minh một phiên bản bộ chỉ số (check an edition)"),
    "score": ("scoring", "chấm điểm một cơ quan (score one agency)"),
    "explain": ("explaining", "giải thích điểm từng tiêu chí (explain each leaf)"),
    "rank": ("ranking", "chấm và xếp hạng nhiều cơ quan (score and rank many)"),
    "compare": ("comparing", "so sánh hai phiên bản (compare two editions)"),
    "import-set": ("importing", "đọc bảng .xlsx thành phiên bản dự thảo (read a table into a draft)"),
    "bundle": ("bundling", "đóng gói kết quả để ai cũng tính lại được (bundle a result)"),
    "verify": ("verifying", "tính lại và xác minh một gói kết quả (verify a bundle)"),
    "indicators": ("describing", "ý nghĩa các chỉ tiêu một cửa, kèm ví dụ (what the one-stop indicators mean)"),
    "document": ("documents", "đọc, kiểm tra số liệu, ký số văn bản hành chính (official documents)"),
}

EXIT_CODES = f"""mã thoát (exit codes):
  {DONE}  xong, mọi điều kiện đạt (done, everything holds)
  {DOES_NOT_HOLD}  đã chạy nhưng không đạt: gói không khớp, phiên bản chưa được chứng minh (ran, does not hold)
  {BAD_INPUT}  dữ liệu vào sai; không ghi gì (bad input; nothing written)
  {WRONG_CALL}  gọi sai cú pháp (wrong call)"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code; never lets a problem of the input become a traceback.

    Help and a wrong call leave by SystemExit, as argparse does.
    """
    _write_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = Parser(prog="parix", description="Chỉ số cải cách hành chính, từ bộ tiêu chí đến điểm được giải thích.", epilog=EXIT_CODES)
    parser.add_argument("--version", action="version", version=f"parix {SOFTWARE_VERSION}", help="in phiên bản phần mềm")
    subparsers = parser.add_subparsers(dest="command", metavar="LỆNH", required=True, parser_class=Parser)
    named = next((word for word in given if not word.startswith("-")), "")
    module = None
    for name, (module_name, words) in COMMANDS.items():
        if name == named:
            module = importlib.import_module(f"parix.cli.{module_name}")
            module.add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=words)
    parsed = parser.parse_args(given)
    assert module is not None, "argparse refuses a missing or unknown command"
    as_json = bool(getattr(parsed, "json", False))
    try:
        code: int = module.run(parsed)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever reads the output has seen enough (`parix check | head`).
        _abandon_output()
        return DONE
    except ProblemsFound as found:
        return _refuse(found.problems, as_json)
    except OSError as error:
        remedy = "kiểm tra đường dẫn, quyền và chỗ trống trên đĩa"
        place = Place(str(error.filename or ""))
        return _refuse([Problem("file.unusable", f"không dùng được tệp: {system_words(error)}", remedy, place)], as_json)


def _refuse(problems: Sequence[Problem], as_json: bool) -> int:
    """Say what is wrong on standard output (JSON) or standard error; on the latter too when the former cannot be written."""
    try:
        print_problems(problems, as_json=as_json)
        sys.stdout.flush()
    except OSError:
        _abandon_output()
        if as_json:
            print_problems(problems, as_json=False)
    return BAD_INPUT


def _write_utf8() -> None:
    """Vietnamese and JSON go out as UTF-8 whatever the machine's locale; a file name that is no text is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _abandon_output() -> None:
    """Send what is still buffered nowhere, or the interpreter's last flush would fail again and change the exit code."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
