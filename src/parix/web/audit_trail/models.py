"""The journal: entries that are never changed, the words they are found by, and the head that says where the chain ends.

Triggers (migration 0002) refuse to change or remove an entry, to add one that does not continue the chain, and to move the
head anywhere but to a new entry. So the chain cannot be cut short unseen either.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any, NoReturn

from django.db import models

START = "0" * 64


class EntryIsFinal(Exception):
    """Somebody tried to change or remove an entry."""


class EntryQuerySet(models.QuerySet["Entry"]):
    def update(self, **_kwargs: Any) -> NoReturn:
        raise EntryIsFinal("nhật ký không được sửa")

    def delete(self) -> NoReturn:
        raise EntryIsFinal("nhật ký không được xoá")


class Entry(models.Model):
    """One act. `subject` is a text reference such as "assessment.Claim:17"; `scope` holds codes parted by "/", for filtering."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=150)
    actor_name = models.CharField(max_length=150, blank=True)
    act = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    scope = models.CharField(max_length=300, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "mục nhật ký"
        ordering = ("-sequence",)
        indexes = (
            models.Index(fields=("subject", "-sequence"), name="audit_entry_by_subject"),
            models.Index(fields=("act", "-sequence"), name="audit_entry_by_act"),
            models.Index(fields=("actor", "-sequence"), name="audit_entry_by_actor"),
        )
        constraints = (models.CheckConstraint(name="audit_entry_says_who_and_what", condition=~models.Q(actor="") & ~models.Q(act="") & ~models.Q(subject="")),)

    def __str__(self) -> str:
        return f"{self.sequence} · {self.act} · {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise EntryIsFinal("nhật ký không được sửa")
        super().save(*args, force_insert=True, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise EntryIsFinal("nhật ký không được xoá")

    def content(self) -> dict[str, Any]:
        """Everything that the hash covers besides the hash before it, in the form that is exported."""
        return {
            "sequence": self.sequence, "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"), "actor": self.actor,
            "actor_name": self.actor_name, "act": self.act, "subject": self.subject, "scope": self.scope, "before": self.before,
            "after": self.after, "reason": self.reason,
        }

    def right_hash(self, sequence: int | None = None) -> str:
        """The hash that belongs to this content (at another place of the chain, when one is given)."""
        content = self.content() if sequence is None else {**self.content(), "sequence": sequence}
        return hashlib.sha256(f"{self.previous_hash}\n{canonical(content)}".encode()).hexdigest()


def canonical(value: Any) -> str:
    """The one way to write a JSON value: keys sorted, no spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


class ScopeWord(models.Model):
    """One code of an entry's scope, or an empty word where it has none; follows from the entry, so the hash does not cover it."""

    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, related_name="words", db_index=False, db_constraint=False)
    word = models.CharField(max_length=100)

    class Meta:
        verbose_name = "phạm vi của mục nhật ký"
        constraints = (models.UniqueConstraint(fields=("entry", "word"), name="audit_scope_word_is_unique"),)
        indexes = (models.Index(fields=("word", "-entry"), name="audit_scope_word_newest"),)

    def __str__(self) -> str:
        return f"{self.entry_id} · {self.word}"


class Head(models.Model):
    """The one row that says where the chain ends. Whoever appends holds it until the transaction ends."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=START)

    class Meta:
        verbose_name = "đầu nhật ký"
        constraints = (models.CheckConstraint(name="audit_head_is_one", condition=models.Q(id=1)),)

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"
