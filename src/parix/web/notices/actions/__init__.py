"""Telling people, reading, choosing, mailing.

In: ids of people, words, the time. Out: rows of notices, mail. Rooms above use `notify` and `notify_each`. Must not: decide who
is concerned by something.
"""

from parix.web.notices.actions.telling import NewNotice as NewNotice
from parix.web.notices.actions.telling import notify as notify
from parix.web.notices.actions.telling import notify_each as notify_each
