"""Forms of documents: a new one, a section's text, the head, a figure typed by hand, reasons, templates.

In: what was posted, the choices of the page. Out: cleaned values. Must not: decide who may.
"""

from parix.web.reports.forms.drafts import HeadForm, NewReportForm, SectionForm, TemplateForm, TypedFigureForm, add_problems

__all__ = ["HeadForm", "NewReportForm", "SectionForm", "TemplateForm", "TypedFigureForm", "add_problems"]
