"""The command line's own words in Vietnamese: argparse knows its headings and complaints in English only."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from parix.foundation.nearest import did_you_mean

WRONG_CALL = 3

_HEADINGS = {"positional arguments": "tham số", "options": "lựa chọn"}
_COMPLAINTS = (
    (re.compile(r"the following arguments are required: (.*)"), "thiếu {0}"),
    (re.compile(r"unrecognized arguments: (.*)"), "không hiểu «{0}»"),
    (re.compile(r"argument (\S+): expected one argument"), "{0} cần một giá trị"),
    (re.compile(r"argument (\S+): expected at least one argument"), "{0} cần ít nhất một giá trị"),
    (re.compile(r"argument (\S+): ignored explicit argument (.*)"), "{0} không nhận giá trị {1}"),
    (re.compile(r"ambiguous option: (\S+) could match (.*)"), "{0} có thể là {1}"),
    (re.compile(r"one of the arguments (\S+) (\S+) is required"), "thiếu {0} hoặc {1}"),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), "không dùng {0} cùng {1}"),
    (re.compile(r"argument (\S+): (.*)"), "{0}: {1}"),
)
_CHOICE = re.compile(r"argument (\S+): invalid choice: '(.*)' \(choose from (.*)\)")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "cách gọi: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_HEADINGS.get(heading or "", heading))


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the call in Vietnamese and leaves with exit code 3."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": _Formatter, **settings, "add_help": False})
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_CALL, f"{self.prog}: {_complaint(message)}\n")


def _complaint(message: str) -> str:
    choice = _CHOICE.fullmatch(message)
    if choice:
        known = [word.strip("' ") for word in choice[3].split(",")]
        return f"{choice[1]}: không có «{choice[2]}»; {did_you_mean(choice[2], known)}"
    for form, words in _COMPLAINTS:
        found = form.fullmatch(message)
        if found:
            return words.format(*found.groups())
    return message
