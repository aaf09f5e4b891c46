"""JSON from outside as plain trees: every number stays text, depth and size are measured before anything is built."""

from __future__ import annotations

import json
import re
from typing import Any

from parix.exchange_formats.dossiers.batches import broken
from parix.foundation.problems import ProblemsFound

MAX_DEPTH = 32
_SIGNS = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


class _Twice(Exception):
    """A key stands twice in one object."""


def read_json(content: bytes, name: str) -> Any:
    """Raises ProblemsFound with the line of what is wrong."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    _refuse_deep(content, name)
    try:
        return json.loads(content.decode("utf-8"), parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_object)
    except UnicodeDecodeError as error:
        raise broken("message.not_utf8", "tệp JSON không phải mã UTF-8", "gửi lại với mã UTF-8", name, content.count(b"\n", 0, error.start) + 1) from None
    except json.JSONDecodeError as error:
        cut_off = error.pos >= len(error.doc.rstrip()) - 1
        code, message = ("export.cut_off", "tệp JSON bị cắt giữa chừng") if cut_off else ("message.syntax", "sai cú pháp JSON")
        raise broken(code, message, "gửi lại cả tệp" if cut_off else "sửa cú pháp tại đây", name, error.lineno, column=error.colno) from None
    except _Twice as error:
        raise broken("message.key_twice", f"khoá «{error}» lặp trong cùng một mục", "giữ lại một khoá", name) from None


def _refuse_deep(content: bytes, name: str) -> None:
    depth = 0
    for match in _SIGNS.finditer(content):
        sign = match[0]
        if sign in (b"{", b"["):
            depth += 1
            if depth > MAX_DEPTH:
                raise _too_deep(content, match.start(), name)
        elif sign in (b"}", b"]"):
            depth -= 1


def _too_deep(content: bytes, at: int, name: str) -> ProblemsFound:
    line, column = content.count(b"\n", 0, at) + 1, at - content.rfind(b"\n", 0, at)
    return broken("message.too_deep", f"các mục lồng nhau quá {MAX_DEPTH} tầng", "gửi theo đúng định dạng đồng bộ hồ sơ", name, line, column=column)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _value in pairs]
        raise _Twice(next(key for key in keys if keys.count(key) > 1)[:60])
    return found
