"""Workbooks that somebody uploaded, and the people that one of them added."""

from __future__ import annotations

import uuid

from parix.web.accounts.models import PeopleImport, User

RECENT = 10


def import_of(import_id: uuid.UUID, user_id: int) -> PeopleImport | None:
    return PeopleImport.objects.filter(pk=import_id, uploaded_by_id=user_id).select_related("agency").first()


def imports_of(user_id: int, agency_id: int) -> list[PeopleImport]:
    """The person's last ones at the agency, without their rows."""
    return list(PeopleImport.objects.filter(uploaded_by_id=user_id, agency_id=agency_id).defer("rows")[:RECENT])


def never_signed_in(done: PeopleImport) -> list[User]:
    """The people that the workbook added and who have not signed in yet."""
    return list(User.objects.filter(pk__in=done.added_people, last_login__isnull=True).order_by("pk"))
