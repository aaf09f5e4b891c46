"""Reading a stored file once: text by pages, a proposal for the head, signatures, prints, and what it resembles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from parix.foundation.version import SOFTWARE_VERSION
from parix.official_documents import isolated
from parix.official_documents.document_heads import head_json
from parix.official_documents.examination import Examination
from parix.official_documents.examination_json import signature_to_json
from parix.official_documents.similarity import page_prints, text_prints
from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record
from parix.web.background.actions import enqueue
from parix.web.files.actions.registering import words_of
from parix.web.files.choices import WAITING, FileState, LikenessBasis
from parix.web.files.models import Likeness, PagePrint, PageText, StoredFile
from parix.web.files.queries.store import read_content

MOST_CANDIDATES = 25


def read_file(*, file: StoredFile, now: datetime) -> StoredFile:
    """Idempotent: what was read before is replaced. The bytes are read in a process of their own, outside of any transaction."""
    if file.state not in WAITING:
        return file
    done = isolated.examine(read_content(file.sha256), now, trusted_roots())
    with transaction.atomic():
        held = StoredFile.objects.select_for_update().get(pk=file.pk)
        if held.state not in WAITING:
            return held
        _keep_pages(held, done)
        held.state = FileState.READABLE if done.text.is_readable else FileState.UNREADABLE
        held.media_type = done.text.media_type or held.media_type
        held.read_at, held.read_by_version, held.page_count = now, SOFTWARE_VERSION, len(done.text.pages)
        held.problems = [problem.to_json() for problem in done.text.problems]
        held.head = head_json.to_json(done.head) if done.text.pages else None
        held.signatures = [signature_to_json(one) for one in done.signatures]
        held.text_print = f"{done.text_print:016x}" if done.text_print is not None else ""
        held.save()
    keep_likenesses(held)
    return held


def _keep_pages(file: StoredFile, done: Examination) -> None:
    PageText.objects.filter(file=file).delete()
    PageText.objects.bulk_create([
        PageText(file=file, number=page.number, text=page.text, words=words_of(page.text), method=page.method, confidence=page.confidence)
        for page in done.text.pages
    ], batch_size=200)
    PagePrint.objects.filter(file=file).delete()
    PagePrint.objects.bulk_create([PagePrint(file=file, number=number, print=f"{print_:064x}") for number, print_ in done.page_prints])


@cache
def trusted_roots() -> tuple[bytes, ...]:
    """Certificates of the authorities whose signatures the installation trusts: files in the folder that the settings name."""
    folder = settings.FILES_SIGNATURE_ROOTS
    if not folder:
        return ()
    return tuple(path.read_bytes() for path in sorted(Path(folder).iterdir()) if path.suffix in (".pem", ".crt", ".cer", ".der"))


@transaction.atomic
def read_again(*, file: StoredFile, by: User, now: datetime) -> bool:
    """Ask for another reading of a file that could not be read (the reader of scans was missing, or has learned since)."""
    asked = StoredFile.objects.filter(pk=file.pk, state=FileState.UNREADABLE).update(state=FileState.RECEIVED)
    if asked:
        record(act="files.reading_asked_again", subject=f"files.StoredFile:{file.sha256}", by=by, at=now)
        enqueue("parix.web.files.jobs.examine", by=by.get_username(), now=now, file_id=file.pk)
    return bool(asked)


# --- what it resembles ------------------------------------------------------------------------------------------------


def keep_likenesses(file: StoredFile) -> None:
    """Pairs of nearly equal content, by words and by pictures. Idempotent."""
    found = [*_alike_in_words(file), *_alike_in_pictures(file)]
    Likeness.objects.bulk_create(
        [
            Likeness(first_id=min(file.pk, other), second_id=max(file.pk, other), basis=basis, percent=percent)
            for other, basis, percent in found
        ],
        ignore_conflicts=True,
    )


def _alike_in_words(file: StoredFile) -> Iterable[tuple[int, LikenessBasis, int]]:
    if not file.text_print:
        return
    own = int(file.text_print, 16)
    others = StoredFile.objects.exclude(text_print="").exclude(pk=file.pk).values_list("pk", "text_print").iterator()
    near = sorted((text_prints.distance(own, int(other, 16)), pk) for pk, other in others if text_prints.is_candidate(own, int(other, 16)))
    if not near:
        return
    text = _text_of(file.pk)
    for _distance, pk in near[:MOST_CANDIDATES]:
        resemblance = text_prints.resemblance(text, _text_of(pk))
        if resemblance >= text_prints.NEAR:
            yield pk, LikenessBasis.TEXT, int(resemblance * 100)


def _text_of(file_id: int) -> str:
    return "\n".join(PageText.objects.filter(file_id=file_id).order_by("number").values_list("words", flat=True))


def _alike_in_pictures(file: StoredFile) -> Iterable[tuple[int, LikenessBasis, int]]:
    """Alike when the first pages that both have are: every one of them near."""
    own = {number: int(print_, 16) for number, print_ in file.page_prints.values_list("number", "print")}
    others: dict[int, dict[int, int]] = {}
    for pk, number, print_ in PagePrint.objects.filter(number__in=own).exclude(file=file).values_list("file_id", "number", "print").iterator():
        others.setdefault(pk, {})[number] = int(print_, 16)
    for pk, prints in others.items():
        distances = [page_prints.distance(own[number], print_) for number, print_ in prints.items()]
        if max(distances) <= page_prints.NEAR and (1 in prints or len(distances) > 1):
            yield pk, LikenessBasis.PICTURE, _percent(distances)


def _percent(distances: Sequence[int]) -> int:
    return 100 - round(100 * sum(distances) / (len(distances) * page_prints.BITS))
