"""Every change is in the journal: whatever writes notes it, or is called only by what notes it, or stands here with its reason."""

from __future__ import annotations

import pytest

from tests.architecture.call_graph import CallGraph
from tests.architecture.source_tree import Module, modules

# Room by room: what is written without an entry, and why nobody would ask the journal for it.
WORKBOOK = "rows that nobody applied yet: nothing has changed, and they are forgotten after two days; applying them is noted"
LEDGER = "the ledger of background runs is itself the record of what ran when and for whom; what a run changes is noted by its action"
UPLOAD = "an upload under way is no document yet; the revision that it becomes is noted"
NOTICE = "what somebody was told, with its time; the act that it tells of is noted"
OWN_INBOX = "a person's own inbox: nobody else's rights or figures hang on it; the receipt of a formal notice is noted"
WITHOUT_ENTRY: dict[str, str] = {
    "accounts.actions.imports:discard_import": WORKBOOK,
    "accounts.actions.imports:forget_unapplied": WORKBOOK,
    "accounts.actions.imports:keep_workbook": WORKBOOK,
    "assessment.actions.evidence:keep_checks": "what the machine says of a pointer follows from the pointer and the document, whose changes are noted",
    "background.actions.asking:enqueue": LEDGER,
    "background.actions.keeping:forget_before": LEDGER,
    "background.actions.performing:Progress": LEDGER,
    "background.actions.performing:_claim": LEDGER,
    "background.actions.performing:_give_back": LEDGER,
    "background.actions.performing:perform_run": LEDGER,
    "background.actions.performing:settle_failure": LEDGER,
    "background.actions.recovering:_find_lost": LEDGER,
    "background.actions.recovering:give_sign_of_life": LEDGER,
    "background.actions.recovering:sweep": LEDGER,
    "background.actions.scheduling:lay_out": LEDGER,
    "background.actions.scheduling:start_due": LEDGER,
    "background.actions.scheduling:switch": "the room cannot know people; oversight.actions:switch_schedule, its only caller, notes who did it",
    "files.actions.receiving:end_upload": UPLOAD,
    "files.actions.receiving:receive_piece": UPLOAD,
    "files.actions.receiving:start_for_room": UPLOAD,
    "files.actions.receiving:start_upload": UPLOAD,
    "files.actions.sweeping:_abandon_old": UPLOAD,
    "notices.actions.mailing:_send": NOTICE,
    "notices.actions.mailing:take": NOTICE,
    "notices.actions.reading:choose_channels": OWN_INBOX,
    "notices.actions.reading:read_all": OWN_INBOX,
    "notices.actions.telling:notify_each": NOTICE,
    "onestop.procedures.actions.importing:discard_table": WORKBOOK,
    "onestop.procedures.actions.importing:forget_unapplied": WORKBOOK,
    "onestop.procedures.actions.importing:keep_table": WORKBOOK,
    "onestop.dossiers.actions.loading:add_steps": "steps that another system tells are the dossier's own events, which are final; intake notes the push",
    "onestop.intake.actions.checking:_keep": WORKBOOK,
    "onestop.intake.actions.checking:_refuse": WORKBOOK,
    "onestop.intake.actions.receiving:_drop": WORKBOOK,
    "plans.actions.importing:discard_table": WORKBOOK,
    "plans.actions.importing:forget_unapplied": WORKBOOK,
    "plans.actions.importing:keep_table": WORKBOOK,
}
# Rows in which functions write; tables' own methods and the admin's forms are called by these.
ROWS = ("actions", "scoring_runs", "measuring", "jobs", "management", "views", "admin")


def untold(given: tuple[Module, ...], excepted: dict[str, str]) -> list[str]:
    graph = CallGraph(given)
    return [one.name for one in graph.untold(excepted) if any(one.module.is_row(row) for row in ROWS) and one.module.room != "audit_trail"]


def test_whatever_writes_is_noted() -> None:
    assert untold(modules(), WITHOUT_ENTRY) == []


def test_no_reason_is_left_over() -> None:
    assert sorted(set(WITHOUT_ENTRY) - set(untold(modules(), {}))) == []


RECORD = "from parix.web.audit_trail.actions import record\n"
ACTIONS = "src/parix/web/sample/actions/things.py"


@pytest.mark.parametrize(("text", "found"), [
    ("def add():\n    Thing.objects.create(a=1)\n", ["add"]),
    ("def add():\n    Thing.objects.create(a=1)\n    record(act='x')\n", []),
    ("def change():\n    _write()\n\ndef _write():\n    rows.update(a=1)\n", ["_write"]),
    ("def change():\n    _write()\n    record(act='x')\n\ndef _write():\n    rows.update(a=1)\n", []),
    ("def change():\n    row.save()\n    _note()\n\ndef _note():\n    record(act='x')\n", []),
    ("def change():\n    _write()\n    record(act='x')\n\ndef other():\n    _write()\n\ndef _write():\n    row.delete()\n", ["_write"]),
    ("def read():\n    given.update(other)\n", []),
])
def test_a_write_without_an_entry_is_found(text: str, found: list[str]) -> None:
    assert untold((Module(ACTIONS, RECORD + text),), {}) == [f"sample.actions.things:{name}" for name in found]


def test_an_entry_of_another_room_does_not_count() -> None:
    below = Module("src/parix/web/below/actions/__init__.py", "def store():\n    Thing.objects.create(a=1)\n")
    above = Module("src/parix/web/above/actions.py", RECORD + "from parix.web.below import actions\n\ndef act():\n    actions.store()\n    record(act='x')\n")
    assert untold((below, above), {}) == ["below.actions:store"]
