"""Which required parts a version has, read from what is entered."""

from __future__ import annotations

from parix.procedures.required_parts import Part, missing_parts
from parix.web.onestop.procedures.choices import Fee
from parix.web.onestop.procedures.models import Version


def present_parts(version: Version) -> set[str]:
    """Papers count with the number of sets, a term also where it is stated in words alone."""
    found = {key for key, text in version.parts.items() if str(text).strip()} | {"name"}
    if version.papers and version.sets:
        found.add("papers")
    if version.term_count is not None or version.term_words.strip():
        found.add("term")
    if version.fee == Fee.CHARGED and (version.fee_amount is not None or version.fee_words.strip()):
        found.add("fee")
    return found


def absent_parts(version: Version) -> set[str]:
    return {*version.absent, *(("fee",) if version.fee == Fee.NONE else ())}


def missing_of(version: Version) -> tuple[Part, ...]:
    return missing_parts(present_parts(version), absent_parts(version))
