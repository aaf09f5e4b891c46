"""Papers of the made-up province as files: a head by Decree 30/2020/NĐ-CP, figures that the measurements hold, a truth that is known.

In: what an office issued (`records.Paper`, or a year of them by `year.papers_of_year`). Out: bytes of PDF, DOCX, scans, workbooks
and plain text, the same on every machine, with the page of each passage. Must not: pass for a real paper; every page says so.
"""
