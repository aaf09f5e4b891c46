"""Every way in which a file is refused or flagged, in words for people; codes are stable."""

from __future__ import annotations

from collections.abc import Iterable

from parix.foundation.problems import Place, Problem


def empty() -> Problem:
    return Problem("document.empty", "tệp rỗng (0 byte)", "mở lại bản gốc, lưu hoặc quét lại rồi tải lên")


def too_large(size: int, allowed: int) -> Problem:
    message = f"tệp {size / 1048576:.0f} MB, vượt giới hạn {allowed / 1048576:.0f} MB"
    return Problem("document.too_large", message, "quét ở 200-300 dpi đen trắng, hoặc chia thành nhiều tệp")


def type_unknown() -> Problem:
    return Problem("document.type_unknown", "không nhận ra loại tệp từ nội dung", "tải lên tệp PDF, DOCX, XLSX, TXT hoặc ảnh (PNG, JPEG, TIFF)")


def type_refused(what: str) -> Problem:
    return Problem("document.type_refused", f"nội dung tệp là {what}, không phải văn bản", "tải lên tệp PDF, DOCX, XLSX, TXT hoặc ảnh (PNG, JPEG, TIFF)")


def old_office(what: str, better: str) -> Problem:
    return Problem("document.type_refused", f"tệp {what} kiểu cũ không được nhận", f"mở bằng phần mềm văn phòng, lưu lại thành {better} hoặc PDF")


def password() -> Problem:
    return Problem("document.password", "tệp có mật khẩu, không đọc được nội dung", "gỡ mật khẩu rồi tải lên lại")


def damaged(what: str) -> Problem:
    return Problem("document.damaged", f"tệp {what} bị hỏng, không mở được", "mở bản gốc, lưu hoặc xuất lại rồi tải lên")


def too_many_pages(pages: int, allowed: int) -> Problem:
    return Problem("document.too_many_pages", f"tệp có {pages} trang, vượt giới hạn {allowed} trang", "tách riêng phần làm tài liệu kiểm chứng")


def zip_bomb(allowed: int) -> Problem:
    message = f"nội dung nén của tệp bung ra quá {allowed / 1048576:.0f} MB hoặc quá nhiều phần"
    return Problem("document.zip_bomb", message, "không mở tệp này; xin lại bản gốc từ nơi gửi")


def too_large_a_picture(pixels: int, allowed: int) -> Problem:
    message = f"ảnh {pixels / 1e6:.0f} triệu điểm ảnh, vượt giới hạn {allowed / 1e6:.0f} triệu"
    return Problem("document.picture_too_large", message, "quét lại ở 200-300 dpi")


def too_long_a_text(allowed: int) -> Problem:
    return Problem("document.text_cut", f"chỉ đọc {allowed:,} ký tự đầu".replace(",", "."), "tách tệp nếu cần phần sau", severity="warning")


def macros() -> Problem:
    return Problem("document.macros", "tệp có macro", "lưu lại thành .docx hoặc .xlsx không có macro", severity="warning")


def external_links(targets: Iterable[str]) -> Problem:
    shown = ", ".join(sorted(set(targets))[:3])
    return Problem("document.external_links", f"tệp lấy nội dung từ nơi khác: {shown}", "nhúng nội dung vào tệp, bỏ liên kết ngoài", severity="warning")


def embedded_files(count: int) -> Problem:
    return Problem("document.embedded_files", f"tệp đính kèm {count} tệp khác bên trong", "tải các tệp đó lên riêng", severity="warning")


def active_content() -> Problem:
    return Problem("document.active_content", "tệp PDF có lệnh tự chạy (JavaScript)", "in lại thành PDF mới", severity="warning")


def old_encoding(name: str) -> Problem:
    return Problem("document.old_encoding", f"chữ theo bảng mã cũ ({name}), đã chuyển sang Unicode", "đọc lại nội dung đã chuyển", severity="warning")


def no_text() -> Problem:
    return Problem("document.no_text", "không đọc được chữ nào trong tệp", "quét lại rõ hơn, hoặc tải bản có chữ (PDF xuất từ phần mềm soạn thảo)")


def pages_without_text(numbers: Iterable[int]) -> Problem:
    shown = ", ".join(str(number) for number in numbers)
    return Problem("document.pages_without_text", f"trang không đọc được chữ: {shown}", "xem lại các trang đó; quét lại nếu có nội dung", severity="warning")


def poorly_read(numbers: Iterable[int]) -> Problem:
    shown = ", ".join(str(number) for number in numbers)
    return Problem("document.poorly_read", f"trang quét mờ, chữ đọc được không chắc: {shown}", "đối chiếu với bản gốc hoặc quét lại", severity="warning")


def ocr_missing(what: str) -> Problem:
    message = f"máy chủ thiếu {what} nên chưa đọc được bản quét"
    return Problem("document.ocr_missing", message, "người vận hành cài: apt-get install tesseract-ocr tesseract-ocr-vie")


def ocr_cut(read: int, scanned: int) -> Problem:
    return Problem("document.ocr_cut", f"chỉ nhận dạng chữ {read} trên {scanned} trang quét", "tách tệp hoặc tải bản có chữ", severity="warning")


def took_too_long(seconds: int) -> Problem:
    return Problem("document.took_too_long", f"đọc tệp quá {seconds} giây nên đã dừng", "tách tệp hoặc xuất lại tệp đơn giản hơn")


def broke_the_reader() -> Problem:
    message = "tệp làm bộ đọc dừng giữa chừng (hỏng hoặc cần quá nhiều bộ nhớ)"
    return Problem("document.broke_the_reader", message, "mở bản gốc, lưu hoặc xuất lại rồi tải lên")


def on_page(problem: Problem, number: int) -> Problem:
    return problem.at(Place(path=f"trang {number}"))
