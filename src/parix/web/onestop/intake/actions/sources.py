"""Sources of dossiers: added, their mapping saved, tokens for pushing made and taken back."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from parix.exchange_formats.dossiers.columns import BY_NAME
from parix.foundation.problems import Problem, ProblemsFound
from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record
from parix.web.onestop.intake.actions import subject_of
from parix.web.onestop.intake.models import Source
from parix.web.organisations.queries import Agency

TOKEN_BYTES = 32


@transaction.atomic
def add_source(*, agency: Agency, name: str, by: User, at: datetime) -> Source:
    """Raises ProblemsFound for a name that is taken. Side effect: an entry in the journal."""
    try:
        with transaction.atomic():
            source = Source.objects.create(agency=agency, name=" ".join(name.split()), made_by=by, made_at=at)
    except IntegrityError:
        raise ProblemsFound([Problem("intake.source_twice", f"đã có nguồn «{name}»", "chọn nguồn đó, hoặc đặt tên khác")]) from None
    record(act="intake.source_added", subject=subject_of(source), by=by, after={"source": source.name}, scope=agency.code, at=at)
    return source


def save_mapping(*, source: Source, mapping: Mapping[str, str], day_order: str, by: User, at: datetime) -> None:
    """Inside the caller's transaction. Side effect: an entry in the journal when it is another one."""
    mapping = {column: head for column, head in mapping.items() if column in BY_NAME and head}
    if (source.mapping, source.day_order) == (mapping, day_order):
        return
    before = {"mapping": _in_words(source.mapping)}
    source.mapping, source.day_order = mapping, day_order
    source.save(update_fields=["mapping", "day_order"])
    after = {"mapping": _in_words(mapping)}
    record(act="intake.mapping_saved", subject=subject_of(source), by=by, before=before, after=after, scope=source.agency.code, at=at)


def _in_words(mapping: Mapping[str, str]) -> str:
    return "; ".join(f"{BY_NAME[column].label}: {head}" for column, head in sorted(mapping.items()) if column in BY_NAME)


def hash_of(token: str) -> bytes:
    """A token is random and long: a plain hash keeps it."""
    return hashlib.sha256(token.encode()).digest()


@transaction.atomic
def make_token(*, source: Source, by: User, at: datetime) -> str:
    """The token, shown this once; only its hash is kept, an earlier one is dead. Side effect: an entry in the journal."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Source.objects.filter(pk=source.pk).update(token_hash=hash_of(token), token_made_at=at)
    record(act="intake.token_made", subject=subject_of(source), by=by, after={"source": source.name}, scope=source.agency.code, at=at)
    return token


@transaction.atomic
def take_token(*, source: Source, by: User, at: datetime) -> None:
    """Nobody pushes for this source any more. Side effect: an entry in the journal."""
    if Source.objects.filter(pk=source.pk).exclude(token_hash=b"").update(token_hash=b"", token_made_at=None):
        record(act="intake.token_taken", subject=subject_of(source), by=by, after={"source": source.name}, scope=source.agency.code, at=at)
