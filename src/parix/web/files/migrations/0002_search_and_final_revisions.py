"""Full-text search over pages, in the way of each database; and revisions that the database itself refuses to change or remove."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FINAL = "a revision is final"
TABLE = "files_documentrevision"
INDEXED = 200_000

SQLITE = (
    # content lives in files_pagetext; the index follows it by triggers
    "CREATE VIRTUAL TABLE files_page_search USING fts5(words, content='files_pagetext', content_rowid='id', tokenize='unicode61')",
    "CREATE TRIGGER files_page_search_added AFTER INSERT ON files_pagetext BEGIN "
    "INSERT INTO files_page_search(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER files_page_search_removed AFTER DELETE ON files_pagetext BEGIN "
    "INSERT INTO files_page_search(files_page_search, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER files_page_search_changed AFTER UPDATE OF words ON files_pagetext BEGIN "
    "INSERT INTO files_page_search(files_page_search, rowid, words) VALUES ('delete', old.id, old.words); "
    "INSERT INTO files_page_search(rowid, words) VALUES (new.id, new.words); END",
    f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{FINAL}'); END",
    f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{FINAL}'); END",
)
SQLITE_BACK = (
    f"DROP TRIGGER {TABLE}_no_update", f"DROP TRIGGER {TABLE}_no_delete", "DROP TRIGGER files_page_search_added",
    "DROP TRIGGER files_page_search_removed", "DROP TRIGGER files_page_search_changed", "DROP TABLE files_page_search",
)
POSTGRESQL = (
    f"CREATE INDEX files_page_search ON files_pagetext USING gin (to_tsvector('simple', left(words, {INDEXED})))",
    f"CREATE FUNCTION files_final() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{FINAL}' "
    "USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER {TABLE}_final BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION files_final()",
    f"CREATE TRIGGER {TABLE}_stays BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION files_final()",
)
POSTGRESQL_BACK = (
    "DROP INDEX files_page_search", f"DROP TRIGGER {TABLE}_final ON {TABLE}", f"DROP TRIGGER {TABLE}_stays ON {TABLE}", "DROP FUNCTION files_final()",
)


def lay(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement, params=None)


def lift(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
