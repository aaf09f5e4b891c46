"""Pages of documents.

In: requests. Out: pages, files, redirects. Must not: write but through actions, or show a document to whom it is not for.
"""

from parix.web.reports.views.deciding import discard, issue, send_back, submit
from parix.web.reports.views.drafts import checks, figures, file, head, new, report, reports, type_figure
from parix.web.reports.views.offices import drop_template, numbers, template_file, templates
from parix.web.reports.views.sections import assign, comment, read_again, section, settle

__all__ = [
    "assign", "checks", "comment", "discard", "drop_template", "figures", "file", "head", "issue", "new", "numbers", "read_again", "report", "reports",
    "section", "send_back", "settle", "submit", "template_file", "templates", "type_figure",
]  # fmt: skip
