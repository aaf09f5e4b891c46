"""Loads the demonstration up to a stage, one step after the other as people would take them.

In: a year, a moment, a stage. Out: rounds, and everything that rooms' actions make on the way.
Must not: write a row of its own.
"""

from parix.web.demo_loading.actions.loading import NotADemoDatabase, load_demo, usual_year

__all__ = ["NotADemoDatabase", "load_demo", "usual_year"]
