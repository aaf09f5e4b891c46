"""Plans and directives with their assignments: read from documents, typed or imported; carried out, extended, proved, counted.

In: readings of documents in the files room, what people type, workbooks. Out: assignments with their states, what was promised
beside what is now, measurements counted from them, papers for leaves of open rounds. Must not: score; change what was promised.
"""
