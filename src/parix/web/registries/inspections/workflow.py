"""What a finding goes through: (state, verb) -> (state, who may)."""

from __future__ import annotations

from parix.web.accounts.workflow import Steps
from parix.web.registries.inspections.choices import FindingState, Verb
from parix.web.registries.inspections.rules import Rights


def _keeps(rights: Rights, _finding: object) -> bool:
    return rights.keeps


def _remedies(rights: Rights, _finding: object) -> bool:
    return rights.remedies


STEPS: Steps[Rights, object, FindingState, Verb] = Steps("tồn tại", FindingState, Verb, {
    (FindingState.OPEN, Verb.REMEDY): (FindingState.REMEDIED, _remedies),
    (FindingState.OPEN, Verb.EXTEND): (FindingState.OPEN, _keeps),
    (FindingState.REMEDIED, Verb.REOPEN): (FindingState.OPEN, _keeps),
}, {
    _keeps: "chỉ người làm công tác kiểm tra làm được bước này",
    _remedies: "chỉ đơn vị được kiểm tra và người làm công tác kiểm tra làm được bước này",
})
