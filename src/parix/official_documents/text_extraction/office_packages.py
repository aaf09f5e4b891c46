"""What DOCX and XLSX have in common: a package whose true size, macros and links outside are looked at first."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from parix.foundation.problems import Problem
from parix.official_documents import refusals
from parix.official_documents.limits import MEBIBYTE, Limits

_TARGET = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"(\w+)\s*=\s*[\"']([^\"']*)[\"']")
# A link that a reader may click is no danger; anything else outside is fetched by opening the file.
_HARMLESS = ("hyperlink",)


def why_refused(data: bytes, limits: Limits) -> Problem | None:
    """Unpacks everything once without keeping it, because sizes written in the file may lie."""
    try:
        package = zipfile.ZipFile(BytesIO(data))
        entries = package.infolist()
        if len(entries) > limits.packed_entries or sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
            return refusals.zip_bomb(limits.unpacked_bytes)
        if any(entry.flag_bits & 1 for entry in entries):
            return refusals.password()
        unpacked = 0
        for entry in entries:
            with package.open(entry) as part:
                while piece := part.read(MEBIBYTE):
                    unpacked += len(piece)
                    if unpacked > limits.unpacked_bytes:
                        return refusals.zip_bomb(limits.unpacked_bytes)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OverflowError, RuntimeError, OSError):
        return refusals.damaged("DOCX hoặc XLSX")
    return None


def warnings(data: bytes) -> list[Problem]:
    """Macros, embedded files, and content fetched from elsewhere. The package was found sound before."""
    package = zipfile.ZipFile(BytesIO(data))
    names = package.namelist()
    found = []
    if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in _part(package, "[Content_Types].xml"):
        found.append(refusals.macros())
    embedded = [name for name in names if "/embeddings/" in name and not name.endswith("/")]
    if embedded:
        found.append(refusals.embedded_files(len(embedded)))
    targets = [target for name in names if name.endswith(".rels") for target in _outside_targets(_part(package, name))]
    if targets:
        found.append(refusals.external_links(targets))
    return found


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    try:
        return package.read(name)
    except KeyError:
        return b""


def _outside_targets(relations: bytes) -> list[str]:
    found = []
    for relation in _TARGET.findall(relations):
        attributes = {name.decode().lower(): value.decode("utf-8", "replace") for name, value in _ATTRIBUTE.findall(relation)}
        kind = attributes.get("type", "").rsplit("/", 1)[-1].lower()
        if attributes.get("targetmode", "").lower() == "external" and kind not in _HARMLESS:
            found.append(attributes.get("target", "")[:80])
    return found
