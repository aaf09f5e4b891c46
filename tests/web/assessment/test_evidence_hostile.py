"""What people bring to a leaf by mistake or on purpose: each file is refused or kept with a sentence, and the leaf's page stands."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from fpdf.enums import EncryptionMethod

from parix.web.assessment.choices import EvidenceState
from parix.web.assessment.models import EvidenceLink, StageWindow
from parix.web.assessment.queries.evidence import evidence_of
from parix.web.files import jobs
from parix.web.files.actions.registering import register_document
from parix.web.files.queries import Document
from tests.unit.official_documents.conftest import vietnamese_type
from tests.unit.official_documents.made_papers import made_paper
from tests.unit.official_documents.paper_layouts import blank_pdf, finished, pdf_bytes
from tests.web.assessment.evidence_world import FIELDS, TEXT
from tests.web.assessment.self_world import LEAF, SelfWorld
from tests.web.worlds import AT, OWN

__all__ = ["vietnamese_type"]


def locked_pdf() -> bytes:
    pdf = blank_pdf()
    pdf.add_page()
    pdf.text(30, 30, "bí mật")
    pdf.set_encryption(owner_password="chủ", user_password="mở", encryption_method=EncryptionMethod.AES_256)
    return finished(pdf)


REFUSED: dict[str, tuple[bytes, str]] = {
    "a renamed program": (b"MZ\x90\x00" + b"\0" * 900, "chương trình Windows"),
    "nothing": (b"", "tệp rỗng (0 byte)"),
    "noise": (bytes(range(256)) * 5, "Không nhận ra loại tệp"),
}
KEPT: dict[str, tuple[Callable[[], bytes], str]] = {
    "a PDF with a password": (locked_pdf, "mật khẩu"),
    "half a PDF": (lambda: pdf_bytes(made_paper(0))[:700], "bị hỏng, không mở được"),
}
NAMES = ("../../etc/passwd.txt", "a/b\\c.txt", "x" * 300 + ".txt")


def brought(world: SelfWorld, content: bytes, name: str) -> Any:
    """By the form at the leaf, then linked, as a person would."""
    now = timezone.now()
    StageWindow.objects.update(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    staff, way_back = world.world.client("staff"), f"/cham-diem/{world.own.round.slug}/{OWN}/tu-danh-gia/tieu-chi/{LEAF}/tai-lieu/"
    answer = staff.post("/tai-lieu/tai-len/", {"agency": OWN, "ve": way_back, "chosen": [SimpleUploadedFile(name, content)]})
    for document in Document.objects.filter(current__isnull=False):
        jobs.examine(now=AT, progress=lambda _count, _of: None, file_id=document.current.file_id)
        staff.post(way_back, {"documents": str(document.pk)})
    return answer


def leaf_text(world: SelfWorld) -> str:
    page = world.world.client("staff").get(f"/cham-diem/{world.own.round.slug}/{OWN}/tu-danh-gia/tieu-chi/{LEAF}/")
    assert page.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(page.content.decode()))


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_sentence_and_nothing_is_kept(self_world: SelfWorld, case: str) -> None:
    content, sentence = REFUSED[case]
    answer = brought(self_world, content, "Kế hoạch 56.pdf")
    assert answer.status_code == 422 and sentence in html.unescape(answer.content.decode())
    assert (Document.objects.count(), EvidenceLink.objects.count()) == (0, 0)
    assert "Chưa dẫn tài liệu nào." in leaf_text(self_world)


@pytest.mark.parametrize("case", KEPT)
def test_kept_named_unreadable_and_the_leaf_says_why(self_world: SelfWorld, case: str, vietnamese_type: None) -> None:
    make, sentence = KEPT[case]
    assert brought(self_world, make(), "Kế hoạch 56.pdf").status_code == 302
    (row,) = evidence_of(self_world.own, LEAF)
    assert row.state == EvidenceState.UNREADABLE
    shown = leaf_text(self_world)
    assert "Không đọc được" in shown and sentence in shown


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_text_and_no_more(self_world: SelfWorld, name: str) -> None:
    assert brought(self_world, TEXT.encode(), name).status_code == 302
    (row,) = evidence_of(self_world.own, LEAF)
    assert (row.kind, row.state) == ("Báo cáo", EvidenceState.WAITING)
    assert "12/BC-SKHCN" in leaf_text(self_world)


def test_a_date_in_the_future_that_only_the_paper_says_is_told(self_world: SelfWorld) -> None:
    future = timezone.localdate().year + 1
    brought(self_world, TEXT.replace("năm 2026", f"năm {future}").encode(), "a.txt")
    (row,) = evidence_of(self_world.own, LEAF)
    assert (row.state, [one.code for one in row.problems]) == (EvidenceState.MISPOINTED, ["pointer.date_in_future"])
    assert "ở tương lai" in leaf_text(self_world)


def test_markup_in_what_is_registered_is_shown_as_text(self_world: SelfWorld) -> None:
    given = {**FIELDS, "abstract": "<script>alert(1)</script>", "issuer": "<img src=x onerror=alert(1)>"}
    made = register_document(agency=self_world.world.agencies[OWN], given=given, by=self_world.world.people["officer"], at=AT, today=AT.date())
    now = timezone.now()
    StageWindow.objects.update(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    address = f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/tieu-chi/{LEAF}/"
    staff = self_world.world.client("staff")
    staff.post(address + "tai-lieu/", {"documents": str(made.pk)})
    held = EvidenceLink.objects.get()
    for page in (address, address + "tai-lieu/", f"{address}tai-lieu/{held.pk}/", f"/cham-diem/tai-lieu/{made.pk}/", f"/tai-lieu/{made.pk}/"):
        shown = staff.get(page).content.decode()
        assert "<script>alert" not in shown and "<img src=x" not in shown, page
        assert ("&lt;script&gt;alert(1)" in shown) is not page.startswith("/cham-diem/tai-lieu/"), page  # there the number stands for it
