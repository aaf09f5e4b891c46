"""The database itself refuses to change a stored result, whatever program asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("assessment_scoringrun", "assessment_collectedresult")
REFUSE = """
CREATE FUNCTION assessment_result_is_final() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a stored result is final' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def lock(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    on_postgresql = editor.connection.vendor == "postgresql"
    if on_postgresql:
        editor.execute(REFUSE)
    for table in TABLES:
        what = "FOR EACH ROW EXECUTE FUNCTION assessment_result_is_final()" if on_postgresql else "BEGIN SELECT RAISE(ABORT, 'a stored result is final'); END"
        editor.execute(f"CREATE TRIGGER {table}_is_final BEFORE UPDATE ON {table} {what}")


def unlock(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    on_postgresql = editor.connection.vendor == "postgresql"
    for table in TABLES:
        editor.execute(f"DROP TRIGGER {table}_is_final" + (f" ON {table}" if on_postgresql else ""))
    if on_postgresql:
        editor.execute("DROP FUNCTION assessment_result_is_final()")


class Migration(migrations.Migration):
    dependencies = (("assessment", "0001_initial"),)
    operations = (migrations.RunPython(lock, unlock),)
