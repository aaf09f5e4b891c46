"""Verbs of official prose, on plain letters: where one of them stands in small letters, the name before it has ended."""

from __future__ import annotations

import re

_VERBS = """
chu tri; phoi hop; tham muu; thuc hien; trien khai; to chuc; ra soat; xay dung; tiep tuc; theo doi; don doc; kiem tra; tong hop; bao cao; day manh;
tang cuong; chu dong; khan truong; nghiem tuc; nghien cuu; huong dan; cung cap; ban hanh; hoan thanh; hoan thien; cap nhat; cong khai; cong bo; bo
tri; sap xep; kien toan; phan cong; de xuat; tham dinh; danh gia; cham diem; tu danh gia; tu cham; tham gia; tham du; chuan bi; dang ky; nang cao; duy
tri; cai thien; khac phuc; quan triet; tuyen truyen; pho bien; so hoa; tiep nhan; giai quyet; xu ly; kiem soat; giam sat; bao dam; dam bao; can cu;
duoc giao; kip thoi; thuong xuyen; dinh ky; tap trung; quan tam; thong ke; khao sat; lay y kien; ky ket; thong bao; chi dao; yeu cau; phat huy; thuc
day; mo lop; van hanh; khai thac; su dung; ung dung; dao tao; boi duong; thong tin; la don vi; la co quan; la dau moi; lam dau moi; co trach nhiem; co
nhiem vu; co giai phap; co van ban; co bao cao; co thuc hien; co ke hoach; tu ra soat; tu kiem tra; nghiem chinh; tich cuc; cat giam; don gian hoa;
tich hop; ket noi; chia se; niem yet; luu tru; bien soan; phat hanh; mua sam; trang bi; nang cap; thanh lap; cung co; doi moi; phan bo; cap kinh phi;
thanh toan; quyet toan; van dong; khuyen khich; ho tro; huy dong; rut kinh nghiem; kiem diem; khen thuong; bieu duong; chan chinh; kien nghi; tra loi;
giai trinh; bo sung; sua doi; thay the; bai bo; ke khai; ban giao; phan cap; uy quyen; tiep cong dan; doi thoai; lien he; truyen thong; cong nhan;
binh xet; thi diem; nhan rong; to giac; quy hoach; tuyen dung; luan chuyen; dieu dong; tinh gian; ky so; trien lam; tap huan; cham dut; khong de;
khong duoc; han che; phan dau; thiet lap; bien tap; dang tai; dua tin; viet bai; phan tich; xac dinh; xac minh; lua chon; de nghi; ap dung; cai tien;
cong dien; thay mat; dong thoi; chi tri; lap ke hoach; hop ban; du thao; soan thao; cho y kien; gop y; tiep thu; chinh sua; chinh ly; quan ly; chap
hanh; thi hanh; cai cach; kiem dem; phuc vu; nam bat; thu thap; tien hanh; khoi dong; to cao; dau tu; lien thong; bo nhiem; phe duyet; thong qua; xem
xet; quyet dinh; bat dau; ket thuc; day nhanh; dieu chinh; dieu hanh; thao luan; ket luan; co y kien; tham van; khai truong; khanh thanh; phan loai;
xep loai; xep hang; bao quan; in an; phat dong; hoc tap; dien tap; quan trac; kiem dinh; tham tra; thanh tra; dieu tra; doi chieu; lien ket; hop tac;
cai dat; ra quan; van ban hoa; nghiem thu; cong tac; cam ket; can doi; phan anh; tang toc; lam ro; lam viec; dinh huong; thong nhat; phat bieu; nhat
tri; luu y; tinh gon; suu tam; truc tiep; uu tien; kiem ke; tao lap; thao go; rut ngan; mo rong; gia han; siet chat; lam tot; chuyen doi; cai tao; sua
chua; bao duong; bao tri; nhan dien; chuan hoa; so sanh; giai ngan; trao doi; tiep xuc; hoach dinh; du bao; canh bao; ngan chan; phong ngua; phong
chong; day lui; xoa bo; loai bo; cham lo; bam sat; nam chac; giu vung; on dinh; hoan chinh; dong bo; xac thuc; xac nhan; tra cuu; cu the hoa; luong
hoa; dau thau; chi tra; tiet kiem; giup do; dong hanh; khao cuu; tham quan; phan luong; nghiem cam; tuyen duong; ton vinh; xay moi; tiep suc; hoi y;
thuc nghiem; thi cong; lap dat; van chuyen; giao nhan; tham nhap; cai chinh; dinh chinh; go bo; gop phan; di dau; guong mau; neu cao; thuc thi; thuong
truc; truc ban; bao quat; dau moi; phan tach; hop nhat; sap nhap; giai the; chia tach; hien dai hoa; tu dong hoa; ky luat; tra luong; bo nhiem lai;
quy hoach lai; ra mat; khoanh dinh; theo sat; thu hoi; hoan tra; lam sach; doi soat; kich hoat; dinh danh; sao luu; khoi phuc; dau noi; thu hut; keu
goi; long ghep; ket hop; tao dieu kien; tao thuan loi; dua vao; de ra; sang loc; sat hach; tuyen chon; hieu chinh; tam dung; dinh chi; xu phat; truy
thu; thanh ly; cuong che; phuc dap; tham khao; nam tinh hinh; hoan tat; chu trong; coi trong; quyet liet; dong vien; vinh danh; thuyet minh; giai
thich; cap phat; cap doi; tham chieu; truy xuat; ra quet; kiem chung; doc lap; lien tuc; tran trong; kinh moi; kinh trinh; kinh de nghi; kinh chuyen
"""
# One syllable says too little without its marks: `nghệ` is not `nghe`.
_SHORT = """
cử gửi lập trình phải cần sẽ sớm làm tính giao giúp in ra gắn đưa lấy xin họp rút thu nộp chuyển xét đạt không chưa luôn cũng cấp tạo vào nhận đọc xem
dừng mở nghe treo phát đo gọi ký khen dự tự hủy bỏ chọn bàn ghi nêu đăng dán tăng giảm chấm mua mời chịu tránh soạn giữ nâng nhập quét tháo chốt dồn
bám xóa cài gỡ tách gộp
"""
_NO_VERBS = ("địa bàn", "các cấp", "iệc làm")
_NOUN_HERE = re.compile(r"(?:cong nghe|trang|cong|he thong|bao chi|an toan|an ninh|ha tang|co so|ma) thong tin$")
_LONG = re.compile(
    r"(?:" + "|".join(sorted({verb.strip() for verb in _VERBS.replace("\n", " ").split(";") if verb.strip()}, key=len, reverse=True)) + r")(?![a-z])"
)
_SHORT_WORDS = frozenset(_SHORT.split())
_WORD = re.compile(r"\w+")


def verb_end(words: str, at: int) -> int:
    """Where a verb of several syllables that begins at `at` ends; `at` when none does."""
    found = _LONG.match(words, at)
    return found.end() if found else at


def is_verb(text: str, words: str, at: int) -> bool:
    """Whether a verb stands at `at`; `words` is the text on plain letters."""
    if _LONG.match(words, at):
        return not (re.match(r"phố(?!\w)|tổng hợp \d{1,2}(?![\d./%])", text[at:]) or _NOUN_HERE.search(words[max(0, at - 16) : at + 9]))
    word = _WORD.match(text, at)
    return word is not None and word[0].lower() in _SHORT_WORDS and not text[max(0, at - 4) : at + 3].lower().endswith(_NO_VERBS)
