"""In which letters a file of text is written: told by its mark, by being UTF-8, or by which old reading gives Vietnamese."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from parix.exchange_formats.dossiers.batches import broken
from parix.exchange_formats.dossiers.legacy_letters import NAMES, legacy_of

SAMPLE = 256 * 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SOUND_FOR_ONE_BROKEN = 10


@dataclass(frozen=True, slots=True)
class Encoding:
    """`codec` decodes the bytes, `legacy` then names the reading of `legacy_letters`."""

    codec: str
    legacy: str = ""

    @property
    def title(self) -> str:
        return NAMES[self.legacy] if self.legacy else {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16"}[self.codec]


def encoding_of(sample: bytes, name: str) -> Encoding:
    """From the beginning of the file. Raises ProblemsFound for bytes that are no text, or in letters that nobody recognises."""
    for mark, codec in _MARKS:
        if sample.startswith(mark):
            return Encoding(codec, legacy_of(sample.decode(codec, "replace")) if codec == "utf-8-sig" else "")
    if b"\x00" in sample:
        line = sample.count(b"\n", 0, sample.index(b"\x00")) + 1
        raise broken("export.not_text", "tệp chứa byte rỗng, không phải văn bản", "xuất lại dạng .csv hoặc .xlsx", name, line)
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError as error:
        return _single_bytes(sample, error.start, name)
    return Encoding("utf-8", legacy_of(text))


def _single_bytes(sample: bytes, first: int, name: str) -> Encoding:
    legacy = legacy_of(sample.decode("latin-1"))
    if legacy and legacy != "twice":
        return Encoding("latin-1", legacy)
    read = sample.decode("utf-8", "replace")
    lost = read.count("\ufffd")
    if sum(not letter.isascii() for letter in read) - lost >= lost * _SOUND_FOR_ONE_BROKEN:
        return Encoding("utf-8")  # UTF-8 with a few broken cells, which are named one by one
    line = sample.count(b"\n", 0, first) + 1
    message = f"không nhận ra bảng mã của tệp: byte 0x{sample[first]:02X} không phải UTF-8, TCVN3, VNI hay Windows-1258"
    raise broken("export.encoding", message, "mở tệp, lưu lại với mã UTF-8", name, line, column=first - sample.rfind(b"\n", 0, first))
