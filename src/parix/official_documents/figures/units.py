"""Nouns that official texts count, on plain letters, longest first."""

from __future__ import annotations

import re

_NOUNS = """
thu tuc hanh chinh; tthc; thu tuc; dich vu cong truc tuyen; dich vu cong; dvctt; dvc; dich vu; ho so; van ban quy pham phap luat; van ban qppl; van
ban chi dao; van ban; vbqppl; nhiem vu; don vi su nghiep cong lap; don vi su nghiep; don vi; co quan; phong chuyen mon; phong, don vi; phong; trung
tam; chi cuc; to chuc; ca nhan; nguoi lao dong; nguoi dan; nguoi; can bo, cong chuc, vien chuc; can bo, cong chuc; cong chuc, vien chuc; can bo; cong
chuc; vien chuc; luot nguoi; luot can bo; luot; diem; tieu chi thanh phan; tieu chi; chi tieu; tinh, thanh pho; quan, huyen; huyen, thi xa, thanh pho;
bo, nganh; xa, phuong; xa; phuong; huyen; tinh; so, ban, nganh; so, nganh; so; ke hoach; quy trinh; kien nghi; phan anh, kien nghi; phan anh; y kien;
phieu khao sat; phieu; lop tap huan; lop; cuoc kiem tra; cuoc thanh tra; cuoc hop; cuoc; buoi; hoi nghi; hoi thi; hoi thao; tin bai; tin, bai; tin;
bai viet; bai; sang kien; giai phap; de tai; du an; de an; truong hop; quyet dinh; nghi quyet; thong bao; bao cao; cong van; chi thi; thong tu; nghi
dinh; linh vuc; noi dung; vi tri viec lam; vi tri; bien che; trieu dong; ty dong; nghin dong; trieu; ty; dong; may tinh; may; bo; lan; dot; chuyen
muc; chuyen de; phong su; video; pano; bang ron; khau hieu; to roi; to gap; cau hoi; thi sinh; bai du thi; hang; bac; ho; doanh nghiep; co so; san
pham; ma; chung chi; giay phep; giay; thiet bi; tai khoan; chu ky so; mo hinh; cong viec; muc tieu; khuyet diem; ton tai; han che; vu viec; vu; don
thu; don; sai pham; dang vien; thanh vien; dai bieu; hoc vien; nghiep vu; he thong; phan mem; co so du lieu; nhom; loai; khoan; muc chi; hop dong; goi
thau; danh muc; phu luc; phong van; giao dich; bo phan; diem cau; to cong tac; to; doi; cong trinh; xe; trang thiet bi; ban; ban ghi; trang; lich;
vien; truong; thon; dan toc; chuong trinh; hoat dong; hinh thuc; thanh phan; buoc; chi so; ket qua; loi; vuong mac; van de; chuc danh; ngach; suat;
tap the; bang khen; giai; khoa; tram; trien lam; bien ban; to trinh; nguon; huong dan; quy che; quy dinh; ten mien; lien ket; luong; thu; kenh; tai
lieu; doan kiem tra; doan thanh tra; doan; phien hop; phien; hang muc; quay; ban tin; cap; nha; can; m2; km; ha; tan; kg; mb; gb; usd
"""
_WORDS = sorted({noun.strip() for noun in _NOUNS.replace("\n", " ").split(";") if noun.strip()}, key=len, reverse=True)
UNIT = re.compile("(?:" + "|".join(re.escape(word) for word in _WORDS) + r")(?![a-z0-9])")
# Plain letters that other words share: the marks must be the noun's.
_MARKED = {
    "so": ("sở",), "bo": ("bộ",), "to": ("tổ", "tờ"), "tin": ("tin",), "bai": ("bài",), "ty": ("tỷ", "tỉ"), "dong": ("đồng",), "may": ("máy",),
    "lan": ("lần",), "hang": ("hạng",), "bac": ("bậc",), "ho": ("hộ",), "ma": ("mã",),
    "vu": ("vụ",), "don": ("đơn",), "doi": ("đội",), "ban": ("bản",), "vien": ("viện",), "truong": ("trường",), "thu": ("thư",), "loi": ("lỗi",),
    "giai": ("giải",), "khoa": ("khóa", "khoá"), "loai": ("loại",), "muc chi": ("mức chi",),
    "cap": ("cấp", "cặp"), "can": ("căn",), "nha": ("nhà",), "dot": ("đợt",), "lop": ("lớp",), "cuoc": ("cuộc",), "buoi": ("buổi",), "xa": ("xã",),
    "tinh": ("tỉnh",), "diem": ("điểm",), "nhom": ("nhóm",), "luot": ("lượt",),
    "phong": ("phòng",), "tan": ("tấn",), "kenh": ("kênh",), "luong": ("luồng",), "giay": ("giấy",), "nguon": ("nguồn",), "khoan": ("khoản",),
    "thon": ("thôn",), "trang": ("trang",), "buoc": ("bước",), "tram": ("trạm",), "doan": ("đoàn",), "quay": ("quầy",), "phien": ("phiên",),
    "suat": ("suất",), "ngach": ("ngạch",), "lich": ("lịch",),
}


def unit_at(text: str, words: str, at: int) -> str | None:
    """The noun that stands at `at`, as printed, or None."""
    found = UNIT.match(words, at)
    if found is None:
        return None
    written = text[at : found.end()]
    expected = _MARKED.get(found[0])
    if expected is not None and written.lower() not in expected:
        return None
    return written
