"""Dossiers as other systems export them: tables (.csv, .xlsx) and the messages of the national dossier-sync format (JSON, XML).

In: bytes or a stream of bytes, a mapping of heads, what is known of procedures. Out: batches of typed columns with every finding by
row and column. Values of personal columns never stand in a finding. Must not: know a database, decide what becomes of a good row, or
read a clock.
"""
