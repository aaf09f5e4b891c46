"""A receipt as a paper, a payment code as a picture."""

from __future__ import annotations

import io

import qrcode  # type: ignore[import-untyped]
import qrcode.image.svg  # type: ignore[import-untyped]
from django.http import HttpResponse
from django.utils import timezone

from parix.official_documents.writing.portable import pdf_of
from parix.official_documents.writing.records import Paper, Signing
from parix.web.onestop.payments.queries import Account, Charge, code_text


def code_picture(account: Account, charge: Charge) -> HttpResponse:
    saved = io.BytesIO()
    qrcode.make(code_text(account, charge), image_factory=qrcode.image.svg.SvgPathImage, border=2).save(saved)
    return HttpResponse(saved.getvalue(), content_type="image/svg+xml")


def receipt_file(charge: Charge, payer: str) -> HttpResponse:
    """By the fields of the fee receipt: number, content, payer, amount, how it was paid."""
    agency, paid = charge.agency, timezone.localtime(charge.paid_at)
    number = f"{charge.receipt_number:07}"
    place = (agency.parent or agency).name.removeprefix("Tỉnh ").removeprefix("Thành phố ")
    paper = Paper(
        kind="form", title="BIÊN LAI THU PHÍ, LỆ PHÍ", number="", symbol="", place=place, day=paid.date(),
        parent=(f"UBND {agency.parent.name.upper()}",) if agency.parent else (), issuer=(agency.name.upper(),),
        abstract=f"Số {number} năm {charge.receipt_year}",
        blocks=(
            f"Họ và tên, tên tổ chức nộp: {payer}.", f"Mã hồ sơ: {charge.dossier.code}; thủ tục: {charge.dossier.procedure.name}.",
            f"Loại phí, lệ phí: {charge.name}.",
            f"Số tiền: {said_amount(charge)} đồng.",
            f"Hình thức nộp: {charge.get_paid_by_display()}; mã thanh toán {charge.reference}; lúc {paid:%H:%M} ngày {paid:%d/%m/%Y}.",
        ),
        signing=Signing("NGƯỜI THU TIỀN", ""),
    )
    answer = HttpResponse(pdf_of(paper).data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="bien-lai-{charge.receipt_year}-{number}.pdf"'
    return answer


def said_amount(charge: Charge) -> str:
    return f"{int(charge.amount):,}".replace(",", ".")
