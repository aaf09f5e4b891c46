"""Both databases, for the tests of what the database itself promises."""


