"""What an item of outreach goes through: (state, verb) -> (state, who may)."""

from __future__ import annotations

from parix.web.accounts.rules import Standing
from parix.web.accounts.workflow import Steps
from parix.web.registries.outreach.choices import ItemState, Verb
from parix.web.registries.outreach.rules import ItemLike, may_direct, may_report_on

STEPS: Steps[Standing, ItemLike, ItemState, Verb] = Steps("việc", ItemState, Verb, {
    (ItemState.PLANNED, Verb.REPORT): (ItemState.DONE, may_report_on),
    (ItemState.PLANNED, Verb.DROP): (ItemState.DROPPED, may_direct),
    (ItemState.DONE, Verb.REOPEN): (ItemState.PLANNED, may_direct),
    (ItemState.DROPPED, Verb.REOPEN): (ItemState.PLANNED, may_direct),
}, {
    may_report_on: "chỉ đơn vị thực hiện, cán bộ cải cách hành chính và lãnh đạo cơ quan báo được kết quả",
    may_direct: "chỉ cán bộ cải cách hành chính và lãnh đạo cơ quan làm được bước này",
})
