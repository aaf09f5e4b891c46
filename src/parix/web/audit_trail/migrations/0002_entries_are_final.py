"""The database itself keeps the journal append-only and the chain whole, whatever program asks.

An entry is never changed or removed; a new one must continue the chain at its head; the head moves only with a new entry.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ENTRY, WORD, HEAD = "audit_trail_entry", "audit_trail_scopeword", "audit_trail_head"
START = "0" * 64
FINAL = "an audit entry is final"
CONTINUES = "an audit entry must continue the chain"
HELD = "the head of the audit trail moves only with a new entry"

CONTINUES_IF = f"EXISTS (SELECT 1 FROM {HEAD} WHERE id = 1 AND sequence = NEW.sequence - 1 AND hash = NEW.previous_hash)"
HEAD_STARTS_IF = f"NEW.sequence = 0 AND NEW.hash = '{START}' AND NOT EXISTS (SELECT 1 FROM {ENTRY})"
HEAD_MOVES_IF = (
    f"NEW.id = OLD.id AND NEW.sequence = OLD.sequence + 1 AND EXISTS "
    f"(SELECT 1 FROM {ENTRY} WHERE sequence = NEW.sequence AND hash = NEW.hash AND previous_hash = OLD.hash)"
)
FOLLOW = f"UPDATE {HEAD} SET sequence = NEW.sequence, hash = NEW.hash WHERE id = 1;"


def _sqlite(name: str, when: str, table: str, body: str) -> str:
    return f"CREATE TRIGGER {name} {when} ON {table} BEGIN {body} END"


def _abort(message: str, unless: str = "0") -> str:
    return f"SELECT RAISE(ABORT, '{message}') WHERE NOT ({unless});"


SQLITE = (
    _sqlite(f"{ENTRY}_no_update", "BEFORE UPDATE", ENTRY, _abort(FINAL)),
    _sqlite(f"{ENTRY}_no_delete", "BEFORE DELETE", ENTRY, _abort(FINAL)),
    _sqlite(f"{ENTRY}_continues", "BEFORE INSERT", ENTRY, _abort(CONTINUES, CONTINUES_IF)),
    _sqlite(f"{ENTRY}_moves_head", "AFTER INSERT", ENTRY, FOLLOW),
    _sqlite(f"{WORD}_no_update", "BEFORE UPDATE", WORD, _abort(FINAL)),
    _sqlite(f"{WORD}_no_delete", "BEFORE DELETE", WORD, _abort(FINAL)),
    _sqlite(f"{HEAD}_no_delete", "BEFORE DELETE", HEAD, _abort(HELD)),
    _sqlite(f"{HEAD}_starts", "BEFORE INSERT", HEAD, _abort(HELD, HEAD_STARTS_IF)),
    _sqlite(f"{HEAD}_moves", "BEFORE UPDATE", HEAD, _abort(HELD, HEAD_MOVES_IF)),
)


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def _unless(condition: str, message: str) -> str:
    return f"IF NOT ({condition}) THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW;"


def _refuse(message: str) -> str:
    return f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"


def _postgresql(name: str, when: str, table: str, function: str, each: str = "ROW") -> str:
    return f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"


FUNCTIONS = {
    "audit_trail_final": _refuse(FINAL),
    "audit_trail_held": _refuse(HELD),
    # after the row: of a statement with many rows, the triggers before would all run before the first one after
    "audit_trail_follow": (
        f"UPDATE {HEAD} SET sequence = NEW.sequence, hash = NEW.hash WHERE id = 1 AND sequence = NEW.sequence - 1 AND hash = NEW.previous_hash; "
        f"IF NOT FOUND THEN {_refuse(CONTINUES)} END IF; RETURN NULL;"
    ),
    "audit_trail_head_starts": _unless(HEAD_STARTS_IF, HELD),
    "audit_trail_head_moves": _unless(HEAD_MOVES_IF, HELD),
}
TRIGGERS = (
    (f"{ENTRY}_final", "BEFORE UPDATE OR DELETE", ENTRY, "audit_trail_final"),
    (f"{ENTRY}_stays", "BEFORE TRUNCATE", ENTRY, "audit_trail_final", "STATEMENT"),
    (f"{ENTRY}_continues", "AFTER INSERT", ENTRY, "audit_trail_follow"),
    (f"{WORD}_final", "BEFORE UPDATE OR DELETE", WORD, "audit_trail_final"),
    (f"{WORD}_stays", "BEFORE TRUNCATE", WORD, "audit_trail_final", "STATEMENT"),
    (f"{HEAD}_held", "BEFORE DELETE", HEAD, "audit_trail_held"),
    (f"{HEAD}_stays", "BEFORE TRUNCATE", HEAD, "audit_trail_held", "STATEMENT"),
    (f"{HEAD}_starts", "BEFORE INSERT", HEAD, "audit_trail_head_starts"),
    (f"{HEAD}_moves", "BEFORE UPDATE", HEAD, "audit_trail_head_moves"),
)
POSTGRESQL = (*(_function(name, body) for name, body in FUNCTIONS.items()), *(_postgresql(*trigger) for trigger in TRIGGERS))
GONE = {
    "sqlite": tuple(f"DROP TRIGGER {statement.split()[2]}" for statement in SQLITE),
    "postgresql": (*(f"DROP TRIGGER {name} ON {table}" for name, _when, table, *_rest in TRIGGERS), *(f"DROP FUNCTION {name}()" for name in FUNCTIONS)),
}


def lock(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute(f"INSERT INTO {HEAD} (id, sequence, hash) VALUES (1, 0, '{START}')")
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement)


def unlock(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in GONE[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (("audit_trail", "0001_initial"),)
    operations = (migrations.RunPython(lock, unlock),)
