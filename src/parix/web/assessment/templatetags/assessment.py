"""Words for the codes that a stored sheet holds; a code without a word is shown as it is."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext

from parix.web.accounts.queries import standing_for
from parix.web.assessment.actions.claims import SaveConflict
from parix.web.assessment.choices import EFFECTS, LEADS, LEAF_STATES, SCORED_BY
from parix.web.assessment.queries.evidence import EvidenceRow
from parix.web.assessment.rules import may_see_evidence
from parix.web.files.rules import permission

register = template.Library()


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
def effect(code: str) -> str:
    return str(EFFECTS.get(code, code))


@register.simple_tag(takes_context=True)
def paper_permission(context: dict[str, Any], row: EvidenceRow) -> str:
    """For the addresses of the document behind a row of evidence, when whoever reads the page may see it; else nothing."""
    standing = standing_for(context["request"])
    if standing.user_id is None or not may_see_evidence(standing, row.agency_id, row.field_key, is_handed_over=row.is_handed_over):
        return ""
    return permission(standing.user_id, row.document_id)


@register.filter
def differences(conflict: SaveConflict) -> list[dict[str, str]]:
    """Where the text that was saved in the meantime and the refused one differ, as a person would compare them."""
    held, given = conflict.held, conflict.given
    roles = sorted(held.facts.keys() | given.facts.keys())
    pairs = [(role, _written(held.facts.get(role)), _written(given.facts.get(role))) for role in roles]
    pairs.append((gettext("thuyết minh, giải trình"), held.explanation or "–", given.explanation or "–"))
    return [{"what": what, "held": one, "given": other} for what, one, other in pairs if one != other]


def _written(fact: Any) -> str:
    """A fact in its written form, without the braces."""
    if not fact:
        return "–"
    values = (value if isinstance(value, dict) else {"": value} for value in fact.values())
    return ", ".join(f"{key}: {one}" if key else str(one) for value in values for key, one in value.items())
