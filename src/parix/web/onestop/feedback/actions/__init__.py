"""Writes of feedback: sent by everybody or entered by an office, taken through its steps, rated by who sent it.

In: what was typed, who did it, when. Out: rows. Side effects: events, entries of the journal, a notice to the officers.
Must not: publish the sender's own words, or move a counted day but by waiting.
"""

from __future__ import annotations

from parix.web.onestop.feedback.models import Feedback


def subject_of(one: Feedback) -> str:
    return f"feedback.Feedback:{one.pk}"
