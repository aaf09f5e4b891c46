"""Who shall do what by when, as an official document orders it: numbered points, blocks of responsibility, tables, sentences.

In: the outline of the body and what the head says (kind, day). Out: assignments, each with its place, lead, support and term,
marked when unsure and why. Must not: add a lead, a day or a task that is not written; count days on a calendar.
"""
