"""Inside the web: views write nothing, foreign keys point down, the audit trail holds none, rooms keep to the closed list of rows."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

import pytest

from tests.architecture.exceptions import EXCEPTIONS
from tests.architecture.source_tree import Module, breaches, dotted, modules, web_floors

WRITES = {
    "save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "asave", "adelete", "acreate", "abulk_create", "abulk_update", "aget_or_create", "aupdate_or_create", "aupdate",
}
QUERIES = {"objects", "filter", "exclude", "all", "select_for_update"}
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
OUTSIDE_LABELS = {"auth", "contenttypes", "sessions", "sites", "account", "socialaccount", "mfa"}

ROWS = {
    "choices", "models", "rules", "workflow", "queries", "actions", "measuring", "scoring_runs", "forms", "tables", "jobs", "views",
    "urls", "management",
}
DJANGO_NAMES = {"__init__", "apps", "admin", "migrations", "templatetags"}
# These hold no tables and pages of their own noun: settings, the look.
NOT_BY_ROWS = {"project", "design"}


def writes_in_views(module: Module) -> Iterator[str]:
    """A view calls an action; it never writes through the ORM."""
    if not module.is_row("views"):
        return
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        on_rows = node.func.attr == "update" and QUERIES & set(dotted(node.func.value).split("."))
        if node.func.attr in WRITES or on_rows:
            yield module.at(node, f"a view writes: .{node.func.attr}(); call an action")


def upward_keys(module: Module, floors: Mapping[str, float], rooms_by_label: Mapping[str, str]) -> Iterator[str]:
    """Foreign keys may point to the own room or to a lower floor."""
    if not module.is_row("models"):
        return
    for node in ast.walk(module.tree):
        target = _target(node)
        if target is None or target == "self":
            continue
        if module.room == "audit_trail":
            yield module.at(node, "the audit trail refers by text, never by foreign key")
            continue
        label, dot, _ = target.partition(".")
        room = rooms_by_label.get(label, label) if dot else module.room
        if room == module.room or room in OUTSIDE_LABELS:
            continue
        if room not in floors:
            yield module.at(node, f"a foreign key to an unknown room: {target}")
        elif floors[room] >= floors[module.room]:
            yield module.at(node, f"a foreign key that does not point down: {module.room} to {room}")


def _target(node: ast.AST) -> str | None:
    """The table that a relation names as text; AUTH_USER_MODEL is the accounts' person."""
    if not (isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in RELATIONS):
        return None
    given = node.args[0] if node.args else next((one.value for one in node.keywords if one.arg == "to"), None)
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return given.value
    if given is not None and dotted(given).endswith("AUTH_USER_MODEL"):
        return "accounts.AUTH_USER_MODEL"
    return None


def labels() -> dict[str, str]:
    """Label of each app to its room, where apps.py gives one or the room stands in a hall; otherwise they are the same."""
    found = {module.room.rpartition(".")[2]: module.room for module in modules() if "." in module.room}
    for module in modules():
        if module.room and module.parts[-1] == "apps":
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Assign) and dotted(node.targets[0]) == "label" and isinstance(node.value, ast.Constant):
                    found[str(node.value.value)] = module.room
    return found


def unknown_rows(module: Module) -> Iterator[str]:
    """A room of the web is made of the rows of the house, so that a newcomer knows where to look."""
    if not module.row or module.room in NOT_BY_ROWS:
        return
    if module.row not in ROWS | DJANGO_NAMES:
        yield f"{module.path}: «{module.row}» is not a row of the house: {', '.join(sorted(ROWS))}"


def test_views_write_nothing() -> None:
    assert breaches("writes in views", writes_in_views, EXCEPTIONS) == []


def test_foreign_keys_point_down() -> None:
    floors, rooms_by_label = web_floors(), labels()
    assert breaches("upward keys", lambda module: upward_keys(module, floors, rooms_by_label), EXCEPTIONS) == []


def test_rooms_keep_to_the_rows() -> None:
    assert breaches("rows", unknown_rows, EXCEPTIONS) == []


@pytest.mark.parametrize("line", [
    "form.save()",
    "Round.objects.create(year=1)",
    "Round.objects.filter(pk=1).update(state='open')",
    "get_object_or_404(Round, pk=1).delete()",
    "Round.objects.bulk_create([])",
])
def test_a_write_in_a_view_is_found(line: str) -> None:
    assert len(list(writes_in_views(Module("src/parix/web/assessment/views.py", line + "\n")))) == 1
    assert len(list(writes_in_views(Module("src/parix/web/assessment/views/rounds.py", line + "\n")))) == 1
    assert list(writes_in_views(Module("src/parix/web/assessment/actions.py", line + "\n"))) == []


def test_reading_in_a_view_passes() -> None:
    text = "context.update(rows=Round.objects.filter(pk=1))\nresponse.set_cookie('a', 'b')\n"
    assert list(writes_in_views(Module("src/parix/web/assessment/views.py", text))) == []


FLOORS: dict[str, float] = {"audit_trail": 0, "organisations": 1, "accounts": 2, "files": 3, "notices": 3, "assessment": 4}


@pytest.mark.parametrize(("room", "key"), [
    ("organisations", "models.ForeignKey('assessment.Round', models.PROTECT)"),
    ("organisations", "models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)"),
    ("files", "ForeignKey(to='notices.Notice', on_delete=PROTECT)"),
    ("files", "models.ManyToManyField('marks.Mark')"),
    ("assessment", "models.ForeignKey('elsewhere.Thing', models.PROTECT)"),
    ("audit_trail", "models.ForeignKey('organisations.Agency', models.PROTECT)"),
])
def test_an_upward_key_is_found(room: str, key: str) -> None:
    module = Module(f"src/parix/web/{room}/models.py", f"x = {key}\n")
    assert len(list(upward_keys(module, FLOORS, {"marks": "assessment"}))) == 1


def test_downward_keys_pass() -> None:
    text = "\n".join(f"x = models.ForeignKey({target}, models.PROTECT)" for target in [
        "'organisations.Agency'", "settings.AUTH_USER_MODEL", "'self'", "'Round'", "Round", "'auth.Group'", "'people.Person'",
    ])
    assert list(upward_keys(Module("src/parix/web/assessment/models.py", text + "\n"), FLOORS, {"people": "accounts"})) == []


def test_the_floors_are_read_from_the_contracts() -> None:
    floors = web_floors()
    assert floors["audit_trail"] == floors["background"] == floors["design"] == 0
    assert floors["project"] == max(floors.values())
    assert floors["onestop"] == floors["onestop.procedures"] < floors["onestop.dossiers"] < floors["plans"]
    assert floors["organisations"] < floors["accounts"] < floors["files"] == floors["notices"] < floors["assessment"]


def test_an_unknown_row_is_found() -> None:
    assert len(list(unknown_rows(Module("src/parix/web/assessment/scoring.py", "")))) == 1
    assert list(unknown_rows(Module("src/parix/web/assessment/views/rounds.py", ""))) == []
    assert list(unknown_rows(Module("src/parix/web/project/settings.py", ""))) == []
    assert len(list(unknown_rows(Module("src/parix/web/registries/outreach/contests.py", "")))) == 1
    assert list(unknown_rows(Module("src/parix/web/registries/outreach/queries/contests.py", ""))) == []
