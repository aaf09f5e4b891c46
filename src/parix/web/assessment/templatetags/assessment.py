"""Words for the codes that a stored sheet holds; a code without a word is shown as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from parix.foundation.problems import Problem
from parix.web.accounts.queries import standing_for
from parix.web.accounts.rules import may_read_about
from parix.web.assessment.actions.claims import SaveConflict
from parix.web.assessment.actions.rulings import RulingConflict
from parix.web.assessment.choices import EDITION_STATES, EFFECTS, FACT_ROLES, LACKING, LEADS, LEAF_STATES, QUEUE_STATES, SCORED_BY
from parix.web.assessment.queries.drafts import DraftLeaf
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.evidence import EvidenceRow, LeafEvidence, Reuse
from parix.web.assessment.queries.self_assessment import SubmitPage
from parix.web.assessment.rules import may_see_evidence
from parix.web.design.templatetags.design import points, said
from parix.web.files.choices import WAITING
from parix.web.files.rules import permission

register = template.Library()
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")


@register.simple_tag
def leaf_address(page: str, round_slug: str, agency_code: str, leaf_key: str) -> str:
    """Where a page of one leaf of an agency is, as `url` says it: lists ask for hundreds, and it never changes."""
    return _address(settings.ROOT_URLCONF, get_script_prefix(), page, round_slug, agency_code, leaf_key)


@lru_cache(maxsize=16_384)
def _address(_urls: str, _prefix: str, page: str, *parts: str) -> str:
    return reverse(page, args=parts)


@register.simple_tag
def findings(found: Sequence[Problem], page: SubmitPage) -> SafeString:
    """Each as an item of a list, with its leaf: a sheet has hundreds, and a template that goes through them is most of the page's time."""
    part, most = page.head.participation, gettext("tối đa %(whole)s điểm")
    return format_html_join("\n", '<li lang="vi"><a href="{}">{}</a>: {}{}</li>', (
        (
            leaf_address("assessment:claim", part.round.slug, part.agency.code, one.place.path), capfirst(one.message), one.remedy,
            _leaf_below(page.leaves.get(one.place.path), most),
        )
        for one in found
    ))


def _leaf_below(one: DraftLeaf | None, most: str) -> SafeString:
    return format_html('<div class="note">{} · {}</div>', said(one.leaf.text), most % {"whole": points(one.leaf.max_points)}) if one else SafeString("")


@register.filter
def leaf_state(code: str) -> str:
    return str(LEAF_STATES.get(code, code))


@register.filter
def scored_by(code: str) -> str:
    return str(SCORED_BY.get(code, code))


@register.filter
def lead(code: str) -> str:
    return str(LEADS.get(code, code))


@register.filter
def edition_status(code: str) -> str:
    return str(EDITION_STATES.get(code, code))


@register.filter
def effect(code: str) -> str:
    return str(EFFECTS.get(code, code))


@register.filter
def lacking(codes: Sequence[str]) -> str:
    return "; ".join(str(LACKING.get(code, code)) for code in codes)


@register.simple_tag(takes_context=True)
def paper_permission(context: dict[str, Any], row: EvidenceRow) -> str:
    """For the addresses of the document behind a row of evidence, when whoever reads the page may see it; else nothing."""
    standing = standing_for(context["request"])
    if standing.user_id is None or not may_see_evidence(standing, row.agency_id, row.field_key, is_handed_over=row.is_handed_over):
        return ""
    return permission(standing.user_id, row.document_id)


@register.simple_tag(takes_context=True)
def reuse_words(context: dict[str, Any], reuse: Reuse) -> str:
    """Where else the document is evidence; another agency is named only to who may read about it."""
    standing, said = standing_for(context["request"]), "en" if (get_language() or "vi").startswith("en") else "vi"
    how = {
        "document": gettext("chính tài liệu này"), "same": gettext("cùng một tệp"),
        "text": gettext("tài liệu có nội dung giống %(percent)s %%") % {"percent": reuse.percent},
        "picture": gettext("bản quét có các trang gần giống"),
    }[reuse.basis]
    agency = reuse.agency if not reuse.is_other_agency or may_read_about(standing, reuse.agency_id) else gettext("một cơ quan khác")
    where = {"how": how, "leaf": reuse.leaf_code, "round": reuse.round.text(said), "agency": agency}
    return gettext("%(how)s đã dùng ở %(round)s, tiêu chí %(leaf)s, %(agency)s") % where


@register.filter
def permitted(document_id: object, user_id: int) -> str:
    """The same for a list that holds nothing but what the person may see."""
    return permission(user_id, document_id)


@register.filter
def is_being_read(evidence: LeafEvidence) -> bool:
    return any(row.file_state in WAITING for row in evidence.rows)


@register.filter
def month_day(written: str) -> str:
    """`01-31` as officials write it."""
    month, _dash, day = written.partition("-")
    return f"{day}/{month}" if day else written


@register.filter
def differences(conflict: SaveConflict) -> list[dict[str, str]]:
    """Where the text that was saved in the meantime and the refused one differ, as a person would compare them."""
    held, given = conflict.held, conflict.given
    roles = sorted(held.facts.keys() | given.facts.keys())
    pairs = [(role, _written(held.facts.get(role)), _written(given.facts.get(role))) for role in roles]
    pairs.append((gettext("thuyết minh, giải trình"), held.explanation or "–", given.explanation or "–"))
    return [{"what": what, "held": one, "given": other} for what, one, other in pairs if one != other]


@register.filter
def ruling_differences(conflict: RulingConflict) -> list[dict[str, str]]:
    """Where the ruling that was saved in the meantime and the refused one differ."""
    held, given = conflict.held, conflict.given
    pairs = [
        (gettext("kết luận"), str(held.outcome.label), str(given.outcome.label)), (gettext("số liệu"), facts_said(held.facts), facts_said(given.facts)),
        (gettext("lý do"), held.reason or "–", given.reason or "–"), (gettext("căn cứ pháp lý"), held.legal_basis or "–", given.legal_basis or "–"),
    ]
    return [{"what": what, "held": one, "given": other} for what, one, other in pairs if one != other]


@register.filter
def facts_said(facts: Mapping[str, Any]) -> str:
    """Facts by role in their written form, as one line; the only role goes without its name."""
    if not facts:
        return "–"
    written = {role: _DECIMAL.sub(",", _written(fact)) for role, fact in facts.items()}
    return next(iter(written.values())) if len(written) == 1 else "; ".join(f"{FACT_ROLES.get(role, role)}: {one}" for role, one in written.items())


@register.filter
def appraisal_state(code: str) -> str:
    return str(QUEUE_STATES.get(code, code))


@register.filter
def code_of(key: str, page: Any) -> str:
    """The printed code of a leaf of the page's edition."""
    return str(edition_of(page.participation.round).leaves[key].code)


@register.filter
def by_view(moved: Any) -> list[tuple[Any, Any]]:
    return list(zip(moved.names, moved.totals, strict=True))


@register.filter
def nth(values: Sequence[Any], place: int) -> Any:
    return values[place]


@register.filter
def at(values: Mapping[str, Any], key: str) -> Any:
    return values.get(key, 0)


def _written(fact: Any) -> str:
    """A fact in its written form, without the braces."""
    if not fact:
        return "–"
    values = (value if isinstance(value, dict) else {"": value} for value in fact.values())
    return ", ".join(f"{key}: {one}" if key else str(one) for value in values for key, one in value.items())


@register.filter
def at_key(found: Mapping[str, Any], key: str) -> Any:
    return found.get(key)
