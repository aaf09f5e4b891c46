"""What was issued, its files, figures and number: the database itself refuses to change or remove them; a series moves by one."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FINAL, BY_ONE = "an issued document is final", "a series of numbers moves by one"
KEPT = ("reports_issuedfile", "reports_frozenfigure", "reports_outgoingnumber")
REPORT, SECTION, SERIES = "reports_report", "reports_section", "reports_outgoingseries"
IS_ISSUED = f"(SELECT state FROM {REPORT} WHERE id = {{row}}.report_id) = 'issued'"


def _sqlite_trigger(name: str, event: str, table: str, condition: str, message: str) -> str:
    when = f" WHEN {condition}" if condition else ""
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table}{when} BEGIN SELECT RAISE(ABORT, '{message}'); END"


SQLITE = (
    *(_sqlite_trigger(f"{table}_no_{event.lower()}", event, table, "", FINAL) for table in KEPT for event in ("UPDATE", "DELETE")),
    *(_sqlite_trigger(f"{REPORT}_final_{event.lower()}", event, REPORT, "OLD.state = 'issued'", FINAL) for event in ("UPDATE", "DELETE")),
    *(_sqlite_trigger(f"{SECTION}_final_{event.lower()}", event, SECTION, IS_ISSUED.format(row="OLD"), FINAL) for event in ("UPDATE", "DELETE")),
    _sqlite_trigger(f"{SECTION}_final_insert", "INSERT", SECTION, IS_ISSUED.format(row="NEW"), FINAL),
    _sqlite_trigger(f"{SERIES}_by_one", "UPDATE", SERIES, "NEW.last <> OLD.last + 1", BY_ONE),
    _sqlite_trigger(f"{SERIES}_stays", "DELETE", SERIES, "", BY_ONE),
)
NAMES = (
    *(f"{table}_no_{event}" for table in KEPT for event in ("update", "delete")), *(f"{REPORT}_final_{event}" for event in ("update", "delete")),
    *(f"{SECTION}_final_{event}" for event in ("update", "delete", "insert")), f"{SERIES}_by_one", f"{SERIES}_stays",
)
SQLITE_BACK = tuple(f"DROP TRIGGER {name}" for name in NAMES)


def _raises(message: str) -> str:
    return f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'"


POSTGRESQL = (
    f"CREATE FUNCTION reports_final() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_raises(FINAL)}; END $$",
    f"CREATE FUNCTION reports_issued_report() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF OLD.state = 'issued' THEN {_raises(FINAL)}; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    f"CREATE FUNCTION reports_issued_section() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_OP = 'INSERT' THEN IF {IS_ISSUED.format(row='NEW')} THEN {_raises(FINAL)}; END IF; RETURN NEW; END IF; "
    f"IF {IS_ISSUED.format(row='OLD')} THEN {_raises(FINAL)}; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    f"CREATE FUNCTION reports_series_by_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_OP = 'DELETE' OR NEW.last <> OLD.last + 1 THEN {_raises(BY_ONE)}; END IF; RETURN NEW; END $$",
    *(f"CREATE TRIGGER {table}_final BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION reports_final()" for table in KEPT),
    *(f"CREATE TRIGGER {table}_stays BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION reports_final()" for table in KEPT),
    f"CREATE TRIGGER {REPORT}_final BEFORE UPDATE OR DELETE ON {REPORT} FOR EACH ROW EXECUTE FUNCTION reports_issued_report()",
    f"CREATE TRIGGER {SECTION}_final BEFORE INSERT OR UPDATE OR DELETE ON {SECTION} FOR EACH ROW EXECUTE FUNCTION reports_issued_section()",
    f"CREATE TRIGGER {SERIES}_by_one BEFORE UPDATE OR DELETE ON {SERIES} FOR EACH ROW EXECUTE FUNCTION reports_series_by_one()",
)
POSTGRESQL_BACK = (
    *(f"DROP TRIGGER {table}_{way} ON {table}" for table in KEPT for way in ("final", "stays")), f"DROP TRIGGER {REPORT}_final ON {REPORT}",
    f"DROP TRIGGER {SECTION}_final ON {SECTION}", f"DROP TRIGGER {SERIES}_by_one ON {SERIES}", "DROP FUNCTION reports_final()",
    "DROP FUNCTION reports_issued_report()", "DROP FUNCTION reports_issued_section()", "DROP FUNCTION reports_series_by_one()",
)


def lay(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement, params=None)


def lift(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
