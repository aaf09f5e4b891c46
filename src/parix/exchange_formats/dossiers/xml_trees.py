"""XML from outside as the same plain trees as JSON: elements that repeat become lists, attributes and name spaces are passed over.

No document type is let in, so that no entity can be declared; depth and number of elements have limits.
"""

from __future__ import annotations

from typing import Any

# safe here: document types are refused, so that no entity can be declared
from xml.parsers import expat  # nosec B407

from parix.exchange_formats.dossiers.batches import broken
from parix.foundation.problems import ProblemsFound

MAX_DEPTH = 32
MAX_ELEMENTS = 5_000_000


def read_xml(content: bytes, name: str) -> Any:
    """`{root: tree}`. Raises ProblemsFound with the line of what is wrong."""
    return _Reader(name).read(content)


class _Reader:
    def __init__(self, name: str) -> None:
        self._name, self._elements = name, 0
        self._root: dict[str, Any] = {}
        self._open: list[tuple[str, dict[str, Any], list[str]]] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def read(self, content: bytes) -> dict[str, Any]:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            cut_off = bool(self._open) and self._parser.CurrentByteIndex >= len(content.rstrip()) - 1
            code, message = ("export.cut_off", "tệp XML bị cắt giữa chừng") if cut_off else ("message.syntax", "sai cú pháp XML")
            remedy = "gửi lại cả tệp" if cut_off else "sửa cú pháp tại đây"
            raise broken(code, message, remedy, self._name, error.lineno, column=error.offset + 1) from None
        except (ValueError, LookupError):
            raise broken("message.syntax", "bảng mã ghi trong tệp XML không dùng được", "gửi lại với mã UTF-8", self._name, 1) from None
        return self._root

    def _doctype(self, *_given: Any) -> None:
        raise self._refused("message.doctype", "tệp XML khai báo kiểu tài liệu (DOCTYPE), có thể là bom XML", "gửi theo đúng định dạng, không có DOCTYPE")

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise self._refused("message.too_many", f"tệp có hơn {MAX_ELEMENTS} mục", "chia thành nhiều tệp")
        if len(self._open) >= MAX_DEPTH:
            raise self._refused("message.too_deep", f"các mục lồng nhau quá {MAX_DEPTH} tầng", "gửi theo đúng định dạng đồng bộ hồ sơ")
        self._open.append((name.rsplit(" ", 1)[-1], {}, []))

    def _text(self, characters: str) -> None:
        self._open[-1][2].append(characters)

    def _end(self, _name: str) -> None:
        name, children, texts = self._open.pop()
        value: Any = children or "".join(texts).strip()
        into = self._open[-1][1] if self._open else self._root
        if name not in into:
            into[name] = value
        elif isinstance(into[name], list):
            into[name].append(value)
        else:
            into[name] = [into[name], value]

    def _refused(self, code: str, message: str, remedy: str) -> ProblemsFound:
        return broken(code, message, remedy, self._name, self._parser.CurrentLineNumber, column=self._parser.CurrentColumnNumber + 1)
