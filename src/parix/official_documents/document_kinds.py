"""Kinds of official document: the 29 of NĐ 30/2020/NĐ-CP Điều 7 with the abbreviations of its Phụ lục III, and kết luận.

Legal documents are here too, because official documents cite them. `code` is the word used in criteria sets and stored rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from parix.foundation.folding import folded
from parix.foundation.phrases import Text


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """`abbreviation` opens the symbol (`12/KH-SKHCN`); công văn and thư công have none."""

    code: str
    name: Text
    abbreviation: str = ""
    is_legal: bool = False

    @property
    def folded_name(self) -> str:
        return folded(self.name.vi)


def _kind(code: str, vi: str, en: str, abbreviation: str = "", *, is_legal: bool = False) -> DocumentKind:
    return DocumentKind(code, Text(vi, en), abbreviation, is_legal)


DISPATCH = _kind("dispatch", "Công văn", "Dispatch")

KINDS: tuple[DocumentKind, ...] = (
    _kind("resolution", "Nghị quyết", "Resolution", "NQ"),
    _kind("decision", "Quyết định", "Decision", "QĐ"),
    _kind("instruction", "Chỉ thị", "Instruction", "CT"),
    _kind("regulation", "Quy chế", "Working rules", "QC"),
    _kind("provision", "Quy định", "Provisions", "QyĐ"),
    _kind("communique", "Thông cáo", "Communiqué", "TC"),
    _kind("notice", "Thông báo", "Notice", "TB"),
    _kind("guidance", "Hướng dẫn", "Guidance", "HD"),
    _kind("programme", "Chương trình", "Programme", "CTr"),
    _kind("plan", "Kế hoạch", "Plan", "KH"),
    _kind("option_plan", "Phương án", "Plan of action", "PA"),
    _kind("scheme", "Đề án", "Scheme", "ĐA"),
    _kind("project", "Dự án", "Project", "DA"),
    _kind("report", "Báo cáo", "Report", "BC"),
    _kind("minutes", "Biên bản", "Minutes", "BB"),
    _kind("submission", "Tờ trình", "Submission", "TTr"),
    _kind("contract", "Hợp đồng", "Contract", "HĐ"),
    DISPATCH,
    _kind("telegram", "Công điện", "Telegram", "CĐ"),
    _kind("memorandum", "Bản ghi nhớ", "Memorandum", "BGN"),
    _kind("agreement", "Bản thỏa thuận", "Agreement", "BTT"),
    _kind("power_of_attorney", "Giấy ủy quyền", "Power of attorney", "GUQ"),
    _kind("invitation", "Giấy mời", "Invitation", "GM"),
    _kind("introduction", "Giấy giới thiệu", "Letter of introduction", "GGT"),
    _kind("leave_permit", "Giấy nghỉ phép", "Leave permit", "GNP"),
    _kind("sending_slip", "Phiếu gửi", "Sending slip", "PG"),
    _kind("transfer_slip", "Phiếu chuyển", "Transfer slip", "PC"),
    _kind("advice_slip", "Phiếu báo", "Advice slip", "PB"),
    _kind("letter", "Thư công", "Official letter"),
    _kind("conclusion", "Kết luận", "Conclusion", "KL"),
)

LEGAL_KINDS: tuple[DocumentKind, ...] = (
    _kind("law", "Luật", "Law", is_legal=True),
    _kind("ordinance", "Pháp lệnh", "Ordinance", is_legal=True),
    _kind("decree", "Nghị định", "Decree", "NĐ", is_legal=True),
    _kind("circular", "Thông tư", "Circular", "TT", is_legal=True),
    _kind("joint_circular", "Thông tư liên tịch", "Joint circular", "TTLT", is_legal=True),
)

ALL_KINDS = KINDS + LEGAL_KINDS
KIND_BY_CODE = {kind.code: kind for kind in ALL_KINDS}
_BY_ABBREVIATION = {kind.abbreviation: kind for kind in ALL_KINDS if kind.abbreviation}
_BY_FOLDED_NAME = {kind.folded_name: kind for kind in ALL_KINDS}
# A reader of scans loses marks; an abbreviation without them is taken for the one that it alone can be.
_BY_PLAIN_ABBREVIATION = {
    plain: [kind for kind in ALL_KINDS if folded(kind.abbreviation) == plain] for plain in {folded(kind.abbreviation) for kind in ALL_KINDS}
}


def kind_of_abbreviation(written: str) -> DocumentKind | None:
    """`QĐ` is a decision; `QD`, as scans are read, too; `HD` without a mark stays guidance."""
    exact = _BY_ABBREVIATION.get(written)
    if exact:
        return exact
    alike = _BY_PLAIN_ABBREVIATION.get(folded(written), []) if written else []
    return alike[0] if len(alike) == 1 else None


def kind_of_name(name: str) -> DocumentKind | None:
    return _BY_FOLDED_NAME.get(folded(name))
