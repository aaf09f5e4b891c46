"""The figures of a document: measured, counted in registers, taken from a round, or typed; now and a year before.

In: a report and the names it uses. Out: values with period and source. Must not: give another value to the same name elsewhere.
"""

from parix.web.reports.queries.figures.gathering import Figures, figures_of

__all__ = ["Figures", "figures_of"]
