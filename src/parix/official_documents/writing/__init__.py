"""Writes official documents as Decree 30/2020/NĐ-CP lays them out: DOCX and PDF of the same record, workbooks of its appendices.

In: `records.Paper`, made of plain texts and tables; a template is a DOCX of the office's own with names in double braces.
Out: bytes, the same for the same record everywhere. Must not: look anything up, run what a template holds, or know whose figures it prints.
"""
