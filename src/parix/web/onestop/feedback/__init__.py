"""Feedback of people and organisations (phản ánh, kiến nghị): sent by everybody, handled within its clocks, answered in public.

In: a public form, what offices write. Out: a receipt to follow it by, the desk, the publication page, rows for snapshots, alerts.
Must not: publish who sent it or their own words unread, or move a day that was counted.
"""
