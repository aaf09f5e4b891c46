"""Inspections of reform work: the year's plan by its decision, units or agencies inspected, findings with the day to mend them by.

In: what people plan, conclude and mend, with documents as proof. Out: lists with what is overdue first, workbooks, notices,
reminders, counts as measurements beside what is declared. Must not: score, or know another registry.
"""
