"""The columns that an export of dossiers may have: what each means, how it is read, which are personal.

Names in brackets are those of the dossier-sync format (QCVN 120:2019/BTTTT); their values are the format's own. A step that the format
tells in a message of its own, not in a column, has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["code", "procedure", "text", "moment", "choice", "truth", "amount"]


@dataclass(frozen=True, slots=True)
class Column:
    """`heads` are further folded wordings of its head; `is_personal` keeps its values out of findings and reports; `is_step` is when
    something happened on the way, and is read only where a file tells it."""

    name: str
    tag: str
    label: str
    kind: Kind
    heads: tuple[str, ...] = ()
    is_personal: bool = False
    longest: int = 300
    is_step: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("code", "MaHoSo", "Mã hồ sơ", "code", ("so ho so", "ma so ho so", "so bien nhan", "ma bien nhan", "ma tiep nhan", "ma hs", "so hs"), longest=60),
    Column("procedure_code", "MaTTHC", "Mã thủ tục", "procedure",
           ("ma thu tuc hanh chinh", "ma tthc", "ma dvc", "ma dich vu cong", "ma so tthc"), longest=60),
    Column("procedure_name", "TenTTHC", "Tên thủ tục", "text", ("thu tuc", "thu tuc hanh chinh", "ten thu tuc hanh chinh", "ten tthc", "tthc"), longest=1000),
    Column("field_name", "TenLinhVuc", "Lĩnh vực", "text", ("ten linh vuc", "linh vuc thu tuc")),
    Column("unit_name", "DonViXuLy", "Đơn vị xử lý", "text",
           ("don vi giai quyet", "phong xu ly", "phong ban", "don vi thu ly", "co quan giai quyet", "don vi")),
    Column("channel", "KenhThucHien", "Kênh nộp", "choice",
           ("hinh thuc nop", "kenh thuc hien", "hinh thuc tiep nhan", "kenh tiep nhan", "cach nop", "nguon ho so", "loai tiep nhan")),
    Column("applicant_name", "ChuHoSo", "Chủ hồ sơ", "text",
           ("nguoi nop", "ten nguoi nop", "ho ten nguoi nop", "ho ten", "ho va ten", "ten chu ho so", "ca nhan to chuc", "to chuc ca nhan",
            "nguoi yeu cau"), is_personal=True),
    Column("applicant_kind", "LoaiDoiTuong", "Loại đối tượng", "choice", ("doi tuong", "loai chu ho so", "doi tuong nop", "loai nguoi nop")),
    Column("applicant_id", "SoGiayToChuHoSo", "Số giấy tờ", "text",
           ("so cccd", "cccd", "so cmnd", "cmnd", "cccd cmnd", "so dinh danh", "so giay to chu ho so", "ma so thue",
            "so cccd cmnd ho chieu"), is_personal=True, longest=60),
    Column("phone", "SoDienThoai", "Điện thoại", "text", ("so dien thoai", "dien thoai lien he", "sdt", "di dong"), is_personal=True, longest=60),
    Column("email", "Email", "Thư điện tử", "text", ("e mail", "mail", "dia chi email", "hop thu"), is_personal=True),
    Column("address", "DiaChi", "Địa chỉ", "text", ("dia chi nguoi nop", "dia chi lien he", "noi o", "dia chi thuong tru"), is_personal=True, longest=1000),
    Column("abstract", "TrichYeuHoSo", "Trích yếu", "text",
           ("trich yeu ho so", "noi dung ho so", "ten ho so", "noi dung yeu cau", "noi dung"), is_personal=True, longest=1000),
    Column("submitted_at", "NgayNopHoSo", "Ngày nộp", "moment", ("ngay nop ho so", "thoi gian nop", "ngay gui")),
    Column("received_at", "NgayTiepNhan", "Ngày tiếp nhận", "moment",
           ("ngay nhan", "ngay nhan ho so", "thoi gian tiep nhan", "thoi diem tiep nhan", "tiep nhan", "ngay tiep nhan ho so", "ngay bat dau")),
    Column("due_at", "NgayHenTra", "Ngày hẹn trả", "moment",
           ("han tra", "ngay hen", "han xu ly", "hen tra ket qua", "ngay hen tra ket qua", "han giai quyet", "ngay den han", "thoi han tra")),
    Column("finished_at", "NgayKetThucXuLy", "Ngày kết thúc xử lý", "moment",
           ("ngay hoan thanh", "ngay xu ly xong", "ngay co ket qua", "ngay ket thuc", "thoi gian hoan thanh", "ngay giai quyet xong", "ngay giai quyet")),
    Column("returned_at", "NgayTra", "Ngày trả kết quả", "moment", ("ngay tra", "thoi gian tra ket qua", "ngay tra kq", "tra ket qua", "ngay tra thuc te")),
    Column("refused_at", "NgayTuChoi", "Ngày từ chối", "moment", ("ngay khong tiep nhan",)),
    Column("state", "TrangThaiHoSo", "Trạng thái", "choice", ("trang thai ho so", "tinh trang", "tinh trang ho so", "trang thai xu ly", "ket qua xu ly")),
    Column("fee", "DuocThanhToanTrucTuyen", "Thanh toán", "choice",
           ("thanh toan truc tuyen", "hinh thuc thanh toan", "tinh trang thanh toan", "trang thai thanh toan")),
    Column("fee_amount", "Gia", "Phí, lệ phí", "amount", ("le phi", "phi", "so tien", "tong phi", "phi le phi", "tong tien", "muc phi")),
    Column("supplements", "SoLanBoSung", "Số lần bổ sung", "amount", ("so lan yeu cau bo sung", "lan bo sung")),
    Column("has_digitised_paper", "HoSoCoThanhPhanSoHoa", "Số hóa thành phần", "truth",
           ("so hoa", "ho so so hoa", "so hoa thanh phan ho so", "co so hoa", "thanh phan so hoa")),
    Column("reuses_data", "DuocTaiSuDung", "Tái sử dụng dữ liệu", "truth",
           ("tai su dung", "khai thac su dung lai", "su dung lai", "tai su dung du lieu so hoa")),
    Column("uses_personal_store", "DuocLayTuKhoDMQG", "Lấy từ kho dữ liệu cá nhân", "truth",
           ("lay tu kho", "lay tu kho dmqg", "kho du lieu ca nhan", "lay tu kho du lieu", "kho du lieu ca nhan to chuc", "kho dmqg")),
    Column("has_electronic_result", "KetQuaDienTu", "Kết quả điện tử", "truth",
           ("co ket qua dien tu", "kq dien tu", "cap ket qua dien tu", "ban dien tu", "so hoa ket qua")),
    Column("is_synced", "DaDongBo", "Đã đồng bộ", "truth", ("dong bo", "dong bo cong quoc gia", "dong bo dvcqg", "trang thai dong bo")),
    Column("uses_population_data", "TaiKhoanDuocXacThucVoiVNeID", "Xác thực dữ liệu dân cư", "truth",
           ("xac thuc vneid", "vneid", "csdl dan cu", "du lieu dan cu", "khai thac csdlqg ve dan cu")),
    Column("supplement_asked_at", "", "Ngày yêu cầu bổ sung", "moment",
           ("thoi gian yeu cau bo sung", "ngay thong bao bo sung", "ngay gui yeu cau bo sung", "ngay yeu cau bo sung ho so"), is_step=True),
    Column("supplement_received_at", "", "Ngày nhận bổ sung", "moment",
           ("ngay tiep nhan bo sung", "thoi gian nhan bo sung", "ngay nop bo sung", "ngay bo sung xong", "ngay nhan ho so bo sung"), is_step=True),
    Column("extended_at", "", "Ngày gia hạn", "moment", ("ngay xin loi gia han", "ngay xin gia han", "thoi gian gia han"), is_step=True),
    Column("extended_due_at", "", "Hẹn trả sau gia hạn", "moment",
           ("ngay hen tra moi", "ngay hen tra sau gia han", "gia han den ngay", "han tra moi", "ngay hen tra lai", "ngay hen lai"), is_step=True),
    Column("withdrawn_at", "", "Ngày rút hồ sơ", "moment", ("ngay rut", "ngay nguoi nop rut", "thoi gian rut ho so"), is_step=True),
    Column("stopped_at", "", "Ngày dừng giải quyết", "moment", ("ngay dung xu ly", "ngay dung", "thoi gian dung xu ly"), is_step=True),
)  # fmt: skip

BY_NAME: Mapping[str, Column] = {one.name: one for one in COLUMNS}
BY_TAG: Mapping[str, Column] = {one.tag: one for one in COLUMNS if one.tag}
MOMENTS = tuple(one.name for one in COLUMNS if one.kind == "moment")
PERSONAL = frozenset(one.name for one in COLUMNS if one.is_personal)
# A mapping without these imports nothing; of a procedure either the code or the name.
NEEDED = ("code", "received_at")
NEEDED_ONE_OF = ("procedure_code", "procedure_name")
