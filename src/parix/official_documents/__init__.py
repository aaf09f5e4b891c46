"""Reads official papers: text with page numbers, what their heads say, pointers into them, likeness, signatures. Writes them, too.

In: bytes of a file (PDF, DOCX, XLSX, TXT, picture), never a path; days and trusted roots are passed in.
Out: plain frozen records, every item with the place it was read from, and problems in Vietnamese with stable codes.
Must not: know agencies, rounds or databases; read clock, disk, network or environment; invent what is not written.
"""
