"""The database itself keeps the events append-only, whatever program asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

EVENT, FINAL = "feedback_event", "an event of feedback is final"
SQLITE = tuple(
    f"CREATE TRIGGER {EVENT}_no_{verb.lower()} BEFORE {verb} ON {EVENT} BEGIN SELECT RAISE(ABORT, '{FINAL}'); END" for verb in ("UPDATE", "DELETE")
)
POSTGRESQL = (
    "CREATE FUNCTION feedback_event_final() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"RAISE EXCEPTION '{FINAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER {EVENT}_final BEFORE UPDATE OR DELETE ON {EVENT} FOR EACH ROW EXECUTE FUNCTION feedback_event_final()",
    f"CREATE TRIGGER {EVENT}_stays BEFORE TRUNCATE ON {EVENT} FOR EACH STATEMENT EXECUTE FUNCTION feedback_event_final()",
)
GONE = {
    "sqlite": tuple(f"DROP TRIGGER {EVENT}_no_{verb}" for verb in ("update", "delete")),
    "postgresql": (f"DROP TRIGGER {EVENT}_final ON {EVENT}", f"DROP TRIGGER {EVENT}_stays ON {EVENT}", "DROP FUNCTION feedback_event_final()"),
}


def lock(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement)


def unlock(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in GONE[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (("feedback", "0001_initial"),)
    operations = (migrations.RunPython(lock, unlock),)
