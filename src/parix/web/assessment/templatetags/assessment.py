"""Words for the codes that a stored sheet holds; a code without a word is shown as it is."""

from __future__ import annotations

from django import template

from parix.web.assessment.choices import EFFECTS, LEADS, LEAF_STATES, SCORED_BY

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
