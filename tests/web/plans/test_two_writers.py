"""The later of two writers of a plan's head or of an assignment is told, and nothing is overwritten unseen."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from parix.web.plans.models import Assignment, Plan
from tests.web.plans.plan_world import PlanWorld, drafted


def _sent(page: str) -> dict[str, str]:
    """What a browser sends of the form's fields as they stand: texts, choices, the mark."""
    fields = dict(re.findall(r'<input type="(?:text|hidden|number)" name="([^"]+)"(?: value="([^"]*)")?', page))
    for name, body in re.findall(r'<textarea name="([^"]+)"[^>]*>\s*(.*?)</textarea>', page, re.S):
        fields[name] = body
    for name, body in re.findall(r'<select name="([^"]+)"(?![^>]*multiple)[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        fields[name] = chosen[1] if chosen else ""
    return fields


@pytest.mark.parametrize("what", ["plan", "assignment"])
def test_the_later_writer_sees_what_the_first_one_did(plan_world: PlanWorld, what: str) -> None:
    if what == "plan":
        one = drafted(plan_world.inner)
        path, name = reverse("plans:change_plan", args=[one.pk]), "title"
    else:
        path, name = reverse("plans:change_assignment", args=[plan_world.assignment(1).pk]), "text"
    client = plan_world.inner.world.client("officer")
    page = client.get(path).content.decode()
    mine = _sent(page) | {"reason": "Sửa cho rõ"}
    assert mine["seen"].isdigit()
    assert client.post(path, {**mine, name: "Bản của người trước"}).status_code == 302
    answer = client.post(path, {**mine, name: "Bản của người sau"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "<ins>Bản của người trước</ins>" in shown and "Bản của người sau" in shown
    held = Plan.objects.latest("pk").title if what == "plan" else Assignment.objects.get(pk=plan_world.assignment(1).pk).text
    assert held == "Bản của người trước"
    assert client.post(path, {**mine, "seen": _sent(shown)["seen"], name: "Bản của người sau"}).status_code == 302
