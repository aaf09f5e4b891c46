"""Both databases for the tests of order."""

