"""Writes a file whole or not at all, and never over another one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from parix.foundation.problems import Place, Problem, ProblemsFound


def write_new(path: Path, content: bytes, code: str) -> None:
    """Raises ProblemsFound with the code when the file is there already, OSError naming the file when it cannot be written."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".parix-")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            temporary.chmod(0o644)
            path.hardlink_to(temporary)
        finally:
            temporary.unlink()
    except FileExistsError:
        raise ProblemsFound([Problem(code, "đã có tệp này", "chọn tên khác hoặc xoá tệp cũ", Place(str(path)))]) from None
    except OSError as error:
        # The file that was asked for, not the temporary one.
        raise OSError(error.errno, error.strerror, str(path)) from None
