"""What an initiative goes through: (state, verb) -> (state, who may)."""

from __future__ import annotations

from parix.web.accounts.rules import Standing
from parix.web.accounts.workflow import Steps
from parix.web.registries.initiatives.choices import State, Verb
from parix.web.registries.initiatives.rules import InitiativeLike, may_decide, may_work_on

STEPS: Steps[Standing, InitiativeLike, State, Verb] = Steps("sáng kiến", State, Verb, {
    (State.REGISTERED, Verb.RECOGNISE): (State.RECOGNISED, may_decide),
    (State.REGISTERED, Verb.REFUSE): (State.REFUSED, may_decide),
    (State.REGISTERED, Verb.WITHDRAW): (State.WITHDRAWN, may_work_on),
    (State.RECOGNISED, Verb.APPLY): (State.APPLIED, may_work_on),
    (State.APPLIED, Verb.APPLY): (State.APPLIED, may_work_on),
    (State.REFUSED, Verb.RECONSIDER): (State.REGISTERED, may_decide),
}, {
    may_decide: "chỉ cán bộ cải cách hành chính và lãnh đạo cơ quan làm được bước này",
    may_work_on: "chỉ đơn vị có sáng kiến, cán bộ cải cách hành chính và lãnh đạo cơ quan làm được bước này",
})
