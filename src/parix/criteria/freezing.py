"""The hash of an edition's files, and the list of published editions that may never change again.

The fingerprint is SHA-256 over the lines that `sha256sum` prints for the edition's files in legal order
(name without folder), so that anyone can recompute it with two shell commands.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from parix.foundation.problems import Place, Problem, ProblemsFound

_FROZEN_LINE = re.compile(r"(?P<fingerprint>[0-9a-f]{64})  (?P<name>\S+)")


def fingerprint_of(files: Sequence[Path]) -> str:
    return fingerprint_of_contents({path.name: path.read_bytes() for path in files if path.exists()})


def fingerprint_of_contents(contents: Mapping[str, bytes]) -> str:
    """Names to bytes, in legal order of the mapping."""
    lines = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in contents.items())
    return hashlib.sha256(lines.encode()).hexdigest()


def read_frozen(path: Path) -> dict[str, str]:
    """`<fingerprint>  <set>/<date in force>` per line, as `sha256sum` prints; no file means nothing is frozen.

    Raises ProblemsFound for any other line: what is frozen must not be lost in a bad merge.
    """
    if not path.exists():
        return {}
    frozen: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        found = _FROZEN_LINE.fullmatch(line)
        if found:
            frozen[found["name"]] = found["fingerprint"]
        elif line.strip():
            problems.append(
                Problem("edition.frozen_line", "dòng này không phải vân tay và tên phiên bản", "khôi phục tệp frozen.txt", Place(str(path), number)),
            )
    if problems:
        raise ProblemsFound(problems)
    return frozen


def frozen_problems(name: str, fingerprint: str, status: str, frozen: Mapping[str, str], place: Place) -> list[Problem]:
    """A published edition must be listed with just this fingerprint; a mistake is mended by a new edition."""
    listed = frozen.get(name)
    if listed is not None and listed != fingerprint:
        message = f"phiên bản {name} đã đóng băng nhưng nội dung tệp đã thay đổi"
        return [Problem("edition.frozen_changed", message, "khôi phục tệp cũ và lập một phiên bản mới cho nội dung sửa đổi", place)]
    if listed is None and status == "published":
        message = f"phiên bản {name} đã ban hành nhưng chưa đóng băng"
        return [Problem("edition.not_frozen", message, "chạy parix check với lựa chọn --freeze rồi lưu tệp frozen.txt", place)]
    return []
