"""Both databases, for the tests of what the database itself promises."""

from tests.web.databases import each_database, migrated_postgres, migrated_sqlite

__all__ = ["each_database", "migrated_postgres", "migrated_sqlite"]
