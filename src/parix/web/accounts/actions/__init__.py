"""Writes of people, their roles and their ways to sign in. Nobody is ever deleted; a role that ended keeps its last day.

In: plain values and who acts. Out: rows, with an entry in the audit trail in the same transaction that names no personal
data. Must not: trust the page: each action asks the rules itself, with the rows as they are in its transaction.
"""

from parix.web.accounts.actions.people import add_person as add_person
