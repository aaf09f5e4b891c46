"""Measurements and an edition in; a score sheet with its explanation out, exactly and reproducibly.

`sheets` scores one agency, `groups` many (ranks, best values), `array_scoring` many draws at once, `proving` runs
an edition's cases. Must not: read a database, a clock or the network, or round before the edition says so.
"""
