"""Pages of dossiers over a made-up province with as many as a million of them, on PostgreSQL.

In: how many. Out: the 95th of a hundred response times of each page and search. Must not: touch a database that it did not make.
"""
