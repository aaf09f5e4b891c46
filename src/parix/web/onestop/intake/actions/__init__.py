"""Writes of the intake: sources, a file received, checked, applied or discarded, messages pushed.

In: sources, bytes, choices, who and when. Out: imports and, by `dossiers`, dossiers. Side effects: sealed files on the disk, entries of
the journal, jobs. Must not: half-apply, or keep a value of a person where it is not sealed.
"""

from parix.web.onestop.intake.models import Import, Source


def subject_of(one: Import | Source) -> str:
    return f"intake.{type(one).__name__}:{one.pk}"
