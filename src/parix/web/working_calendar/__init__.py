"""The one working calendar in the database: days that were settled or changed after the software was shipped, for all or for a province.

In: days off, worked, half worked and swapped, each with its legal act, from who keeps the calendar. Out: `queries.calendar_for`, on which
every room counts its deadlines, and the list of promised deadlines that a change touches. Must not: move a date that was promised.
"""
