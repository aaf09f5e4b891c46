"""One procedure as its page shows it: versions on a line of time, the parts of the one in force, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from parix.foundation.phrases import Text
from parix.procedures.required_parts import PARTS
from parix.procedures.terms import term_words
from parix.web.onestop.procedures.choices import MARKS, CodeKind, Fee
from parix.web.onestop.procedures.queries.catalogue import OnlineService, Procedure, Version, version_in_force
from parix.web.onestop.procedures.queries.parts import absent_parts, missing_of


@dataclass(frozen=True, slots=True)
class PartRow:
    """`words` is what the version says; `is_absent`: said not to exist; `is_missing`: required and neither."""

    key: str
    label: Text
    words: str
    is_absent: bool
    is_missing: bool
    is_unverified: bool


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    procedure: Procedure
    version: Version | None
    is_in_force: bool
    versions: tuple[Version, ...]
    online: OnlineService | None
    degrees: tuple[OnlineService, ...]
    old_codes: tuple[str, ...]
    parts: tuple[PartRow, ...]

    @property
    def marks(self) -> list[tuple[str | Promise, bool | None]]:
        """What the version shown is, is not, or nobody has said."""
        return [(label, getattr(self.version, key)) for key, label in MARKS.items()] if self.version else []

    @property
    def missing(self) -> tuple[Text, ...]:
        return tuple(one.label for one in self.parts if one.is_missing)


def page_of(one: Procedure, day: date, version: Version | None = None) -> ProcedurePage:
    """With the version given, else the one of the day, else the last; versions and degrees newest first. Needs them fetched."""
    versions, degrees = tuple(one.versions.all()), tuple(one.online_services.all())
    held = version_in_force(versions, day)
    shown = version or held or (versions[0] if versions else None)
    online = next((each for each in degrees if each.valid_from is None or each.valid_from <= day), None)
    old = tuple(code.code for code in one.codes.all() if code.kind == CodeKind.OLD)
    return ProcedurePage(one, shown, shown is not None and shown == held, versions, online, degrees, old, part_rows(shown, one.unverified) if shown else ())


def part_rows(version: Version, unverified: list[str]) -> tuple[PartRow, ...]:
    absent, missing = absent_parts(version), {part.key for part in missing_of(version)}
    return tuple(
        PartRow(part.key, part.text, _words(version, part.key), part.key in absent, part.key in missing, part.key in unverified) for part in PARTS
    )


def said_term(version: Version) -> str:
    if version.term_words:
        return version.term_words
    return "" if version.term_count is None else term_words(version.term_count, version.term_unit)


def said_fee(version: Version) -> str:
    """The words of the decision, else the one sum."""
    if version.fee == Fee.NONE:
        return "Không"
    amount = f"{version.fee_amount:,.0f}".replace(",", ".") + " đồng" if version.fee_amount is not None else ""
    return version.fee_words or amount


def papers_lines(version: Version) -> str:
    """One paper a line, with how many originals and copies."""
    return "\n".join(f"{one['name']}; {one.get('originals') or 0}; {one.get('copies') or 0}" for one in version.papers)


def _words(version: Version, key: str) -> str:
    special = {"name": version.name, "term": said_term(version), "fee": said_fee(version)}
    if key == "papers":
        sets = f"Số bộ: {version.sets}" if version.sets else ""
        return "\n".join(filter(None, (*(_paper(one) for one in version.papers), sets)))
    return special.get(key, version.parts.get(key, ""))


def _paper(one: dict[str, object]) -> str:
    copies = ", ".join(f"{one[key]} {word}" for key, word in (("originals", "bản chính"), ("copies", "bản sao")) if one.get(key))
    return f"{one['name']} ({copies})" if copies else str(one["name"])
