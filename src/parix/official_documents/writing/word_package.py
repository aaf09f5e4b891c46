"""Packs a DOCX so that the same document is the same bytes, and looks whether a package is sound."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

_TYPES = "[Content_Types].xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def packed(document: Any) -> bytes:
    """The library notes the moment of packing for every part; here each has the same one."""
    made, again = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            kept.writestr(zipfile.ZipInfo(name), given.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def faults_of_package(data: bytes) -> tuple[str, ...]:
    """What would make an office program offer a repair: parts that are no XML, have no type, or are pointed at and missing."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return tuple(_faults({name: package.read(name) for name in package.namelist()}))


def _faults(parts: dict[str, bytes]) -> Iterator[str]:
    if _TYPES not in parts:
        yield f"{_TYPES} is missing"
        return
    types = etree.fromstring(parts[_TYPES])
    named = {one.get("PartName", "").lstrip("/") for one in types}
    endings = {one.get("Extension", "").lower() for one in types}
    for name, content in parts.items():
        if name != _TYPES and name not in named and name.rpartition(".")[2].lower() not in endings:
            yield f"{name} has no content type"
        if name.endswith((".xml", ".rels")):
            try:
                root = etree.fromstring(content)
            except etree.XMLSyntaxError as error:
                yield f"{name} is no XML: {error}"
                continue
            if name.endswith(".rels"):
                yield from _dangling(name, root, parts)
    yield from (f"{name} is named and missing" for name in sorted(named - parts.keys() - {""}))
    yield from _unrelated(parts)


def _dangling(name: str, root: Any, parts: dict[str, bytes]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for one in root.iter(_RELATION):
        target = one.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if one.get("TargetMode") != "External" and path not in parts:
            yield f"{name} points at {path}, which is missing"


def _unrelated(parts: dict[str, bytes]) -> Iterator[str]:
    """References by identifier in the document that its relations do not know."""
    relations = etree.fromstring(parts.get("word/_rels/document.xml.rels", b"<none/>"))
    known = {one.get("Id") for one in relations.iter(_RELATION)}
    used = {found.decode() for found in re.findall(rb'\br:(?:id|embed)="([^"]+)"', parts.get("word/document.xml", b""))}
    yield from (f"word/document.xml uses {one}, which no relation names" for one in sorted(used - known))
