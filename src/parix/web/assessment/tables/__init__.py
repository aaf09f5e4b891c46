"""Tables as files: the ranking as CSV or XLSX, a stored sheet as JSON, the lost-point ledger as XLSX.

In: rows of queries. Out: a download, numbers as numbers, texts in the reader's language. Must not: ask the database, or calculate.
"""

from parix.web.assessment.tables.lost_points import accountability_file, ledger_file
from parix.web.assessment.tables.lost_points_of_all import province_losses_file
from parix.web.assessment.tables.minutes import minutes_file, minutes_text
from parix.web.assessment.tables.results import as_csv, as_xlsx, bundle_file, file_rows, headings, ranking_file, sheet_file

__all__ = [
    "accountability_file", "as_csv", "as_xlsx", "bundle_file", "file_rows", "headings", "ledger_file", "minutes_file",
    "minutes_text", "province_losses_file", "ranking_file", "sheet_file",
]
