"""What the YAML parser and the operating system complain of, in words for people; both know English only."""

from __future__ import annotations

import errno

_SYNTAX = {
    "mapping values are not allowed in this context": "dấu hai chấm đặt sai chỗ hoặc lề thụt sai; chuỗi có dấu hai chấm phải để trong ngoặc kép",
    "mapping keys are not allowed in this context": "khoá đặt sai chỗ",
    "block sequence entries are not allowed in this context": "dấu gạch đầu mục đặt sai chỗ",
    "could not find expected ':'": "thiếu dấu hai chấm sau khoá",
    "did not find expected key": "lề thụt không thẳng hàng với các khoá khác",
    "did not find expected '-' indicator": "lề thụt không thẳng hàng với các mục khác của danh sách",
    "did not find expected ',' or ']'": "thiếu dấu phẩy hoặc dấu ngoặc vuông đóng",
    "did not find expected ',' or '}'": "thiếu dấu phẩy hoặc dấu ngoặc nhọn đóng",
    "did not find expected node content": "thiếu giá trị",
    "did not find expected <document start>": "có nội dung thừa sau phần đã kết thúc",
    "found character that cannot start any token": "có ký tự không thể mở đầu một giá trị (dấu tab, @, `)",
    "found unexpected end of stream": "tệp hết khi dấu ngoặc kép chưa đóng",
    "found unknown escape character": "có ký tự lạ sau dấu gạch chéo ngược trong ngoặc kép",
    "found undefined tag handle": "dùng nhãn kiểu lạ",
}
_SYSTEM = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "một phần của đường dẫn không phải là thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.EACCES: "không có quyền",
    errno.EPERM: "hệ thống không cho phép",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "đã hết hạn mức đĩa",
    errno.EFBIG: "tệp vượt cỡ cho phép",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.ELOOP: "liên kết vòng",
    errno.EMFILE: "mở quá nhiều tệp",
}


def syntax_words(complaint: str | None) -> str:
    """What is wrong with the YAML here; nothing more than that it is wrong for a complaint not seen before."""
    words = _SYNTAX.get(complaint or "")
    return f"cú pháp YAML sai: {words}" if words else "cú pháp YAML sai"


def system_words(error: OSError) -> str:
    """Why the system refused; its own words for what is rare."""
    return _SYSTEM.get(error.errno or 0) or str(error.strerror or error)
