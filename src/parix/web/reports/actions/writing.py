"""Writing a draft: texts of sections, who writes them, sentences that were read again, the head, figures typed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from parix.foundation.numbers import exact_from_text, exact_text
from parix.foundation.problems import Place, Problem, ProblemsFound, refuse_errors
from parix.official_documents.composing.outlines import outlines
from parix.official_documents.composing.sentences import seen_after, seen_now, text_problems
from parix.web.accounts.queries import User
from parix.web.accounts.queries.concerned import people_in_units
from parix.web.audit_trail.actions import record
from parix.web.notices.actions import notify
from parix.web.organisations.queries import Unit
from parix.web.reports.actions.holding import held_draft, held_section, subject_of
from parix.web.reports.choices import TEXT_LIMIT, TO_WRITE
from parix.web.reports.models import Report, Section, TypedFigure
from parix.web.reports.queries.figures import figures_of

HEAD = ("abstract", "symbol", "parent", "place", "signing_mark", "signer_position", "signer_name", "addressees", "recipients")


class TextChanged(Exception):
    """Somebody saved the section after the page was opened; `held` is what stands there now. Nothing was saved."""

    def __init__(self, held: Section) -> None:
        self.held = held
        super().__init__("phần này vừa được người khác lưu")


@transaction.atomic
def save_section(*, report: Report, key: str, text: str, based_on: int, by: User, at: datetime) -> Section:
    """Sentences that stay as they were keep what was read of them. Raises ProblemsFound, TextChanged, StepRefused."""
    held = held_draft(report)
    section = held_section(held, key)
    text = "\n".join(line.strip() for line in text.replace("\r", "").split("\n") if line.strip())
    refuse_errors(_text_problems(text))
    if section.version != based_on:
        raise TextChanged(section)
    if text == section.text:
        return section
    before = section.text
    values = figures_of(held, [text]).by_name
    section.text, section.seen, section.version = text, seen_after(text, values, section.seen), section.version + 1
    section.saved_by, section.saved_at = by, at
    section.save(update_fields=["text", "seen", "version", "saved_by", "saved_at"])
    told = {"section": key, "text": text}
    record(act="reports.section_saved", subject=subject_of(held), by=by, before={"section": key, "text": before}, after=told, scope=held.agency.code, at=at)
    return section


def _text_problems(text: str) -> list[Problem]:
    found = text_problems(text, outlines().names, "text")
    if len(text) > TEXT_LIMIT:
        found.append(Problem("reports.text_too_long", f"dài quá {TEXT_LIMIT} ký tự", "rút gọn", Place(path="text")))
    return found


@transaction.atomic
def read_again(*, report: Report, key: str, sentence: str, by: User, at: datetime) -> Section:
    """Somebody has read the sentence with its figures of now. Raises StepRefused."""
    held = held_draft(report)
    section = held_section(held, key)
    values = figures_of(held, [section.text]).by_name
    if sentence in section.seen:
        before = section.seen[sentence]
        section.seen = seen_now(sentence, values, section.seen)
        section.save(update_fields=["seen"])
        told = {"section": key, "sentence": sentence, "figures": section.seen[sentence]}
        record(act="reports.sentence_read", subject=subject_of(held), by=by, before={"figures": before}, after=told, scope=held.agency.code, at=at)
    return section


@transaction.atomic
def assign_section(*, report: Report, key: str, unit: Unit | None, by: User, at: datetime) -> Section:
    """Side effect: the unit's people are told. Raises StepRefused."""
    held = held_draft(report)
    section = held_section(held, key)
    before = section.unit_id
    if before == (unit.pk if unit else None):
        return section
    section.unit = unit
    section.save(update_fields=["unit"])
    record(
        act="reports.section_assigned", subject=subject_of(held), by=by, before={"section": key, "unit": before},
        after={"section": key, "unit": unit.pk if unit else None}, scope=held.agency.code, at=at,
    )
    if unit is not None:
        people = [one for one in people_in_units([unit.pk], at.date()).get(unit.pk, ()) if one != by.pk]
        notify(
            to=people, kind=TO_WRITE.code, subject=subject_of(held), occasion=f"{key}/{section.version}/{unit.pk}",
            url=f"{reverse('reports:report', args=[held.pk])}#phan-{section.pk}", now=at, words={"what": held.abstract, "section": str(section)},
        )
    return section


@transaction.atomic
def change_head(*, report: Report, given: Mapping[str, Any], by: User, at: datetime) -> Report:
    """Raises StepRefused."""
    held = held_draft(report)
    before = {name: getattr(held, name) for name in HEAD}
    after = {name: given.get(name, before[name]) for name in HEAD}
    changed = [name for name in HEAD if before[name] != after[name]]
    if not changed:
        return held
    for name in changed:
        setattr(held, name, after[name])
    held.save(update_fields=changed)
    record(
        act="reports.head_changed", subject=subject_of(held), by=by, before={name: before[name] for name in changed},
        after={name: after[name] for name in changed}, scope=held.agency.code, at=at,
    )
    return held


@transaction.atomic
def type_figure(*, report: Report, key: str, value: str, source: str, by: User, at: datetime) -> None:
    """A figure that nothing measured has, with where it is from; an empty value takes it back. Raises ProblemsFound, StepRefused."""
    held = held_draft(report)
    named = outlines().by_name.get(key)
    if named is None:
        raise ProblemsFound([Problem("reports.figure_unknown", f"không có số liệu tên «{key}»", "chọn trong bảng số liệu")])
    looked_up = figures_of(held, [f"{{{key}}}"]).now.get(key)
    if value and looked_up is not None and looked_up.is_known and not looked_up.is_typed:
        raise ProblemsFound([Problem("reports.figure_measured", f"«{named.label}» đã có số đo", "sửa ở nguồn số đo", Place(path="value"))])
    before = held.typed_figures.filter(key=key).first()
    told = {"figure": key, "value": before.value, "source": before.source} if before else None
    if before is not None:
        before.delete()
    if value:
        TypedFigure.objects.create(report=held, key=key, value=_exact(value), source=_source(source), typed_by=by, typed_at=at)
    if value or before is not None:
        after = {"figure": key, "value": value, "source": source}
        record(act="reports.figure_typed", subject=subject_of(held), by=by, before=told, after=after, scope=held.agency.code, at=at)


def _exact(value: str) -> str:
    """`1.250` and `98,5` as people write them."""
    plain = value.strip().removesuffix("%").replace(".", "").replace(",", ".").strip()
    try:
        number = exact_from_text(plain)
    except ValueError:
        raise ProblemsFound([Problem("reports.not_a_number", f"«{value}» không phải là số", "ghi số, ví dụ 1.250 hoặc 98,5", Place(path="value"))]) from None
    if number < 0 or len(plain) > 20:
        raise ProblemsFound([Problem("reports.not_a_count", "số phải không âm và không dài quá", "sửa số", Place(path="value"))])
    return exact_text(number)


def _source(source: str) -> str:
    if not source.strip():
        raise ProblemsFound([Problem("reports.source_missing", "chưa ghi nguồn của số", "ghi văn bản hoặc sổ theo dõi có con số này", Place(path="source"))])
    return source.strip()[:300]
