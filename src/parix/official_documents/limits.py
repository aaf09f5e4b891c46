"""How much of a machine one paper may take. The defaults suit an office's server; the caller may pass others."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`file_bytes` of the file, `unpacked_bytes` of a DOCX or XLSX once unpacked, `seconds` for the whole reading."""

    file_bytes: int = 100 * MEBIBYTE
    unpacked_bytes: int = 300 * MEBIBYTE
    packed_entries: int = 10_000
    pages: int = 2_000
    characters: int = 10_000_000
    picture_pixels: int = 60_000_000
    ocr_pages: int = 100
    ocr_seconds_a_page: int = 60
    ocr_seconds: int = 600
    seconds: int = 900
    memory_bytes: int = 2_048 * MEBIBYTE


USUAL = Limits()
