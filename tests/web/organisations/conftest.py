"""Both databases for the tests of order."""

from tests.web.databases import each_database as each_database
from tests.web.databases import migrated_postgres as migrated_postgres
from tests.web.databases import migrated_sqlite as migrated_sqlite
