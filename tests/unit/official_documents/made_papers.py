"""Official documents made up with a known truth: kinds, issuers, wordings and signatures drawn by a seed, always the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random


@dataclass(frozen=True)
class Paper:
    """What the document says, and the lines that it is laid out from."""

    kind: str
    number: str
    symbol: str
    place: str
    day: date
    parent: str
    issuer: str
    abstract: str
    position: str
    on_behalf: tuple[str, ...]
    name: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    title: str
    left: tuple[str, ...]
    abstract_lines: tuple[str, ...]
    authority: str
    body: tuple[str, ...]
    number_line: str
    date_line: str


PLACES = (
    "Nghệ An", "Quảng Ngãi", "Bà Rịa - Vũng Tàu", "Hà Nội", "Lai Châu", "Thừa Thiên Huế", "Đắk Lắk", "Bình Dương", "TP. Hồ Chí Minh", "Cần Thơ",
    "Kon Tum", "Điện Biên Phủ", "Vinh", "Ea H'leo", "Long Thành", "Phú Quốc", "Bắc Kạn",
)
TOPICS = (
    "cải cách hành chính năm 2022", "kiểm soát thủ tục hành chính quý III năm 2021", "tuyên truyền cải cách hành chính nhà nước giai đoạn 2021 - 2025",
    "kết quả rà soát, đơn giản hóa thủ tục hành chính thuộc thẩm quyền giải quyết của Sở Khoa học và Công nghệ",
    "việc thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính trên địa bàn tỉnh",
    "công tác tiếp công dân và giải quyết khiếu nại, tố cáo 6 tháng đầu năm 2023", "khắc phục tồn tại, hạn chế sau kiểm tra công vụ",
    "duy trì, nâng cao chỉ số cải cách hành chính (PAR INDEX), chỉ số hài lòng (SIPAS) năm 2024",
    "áp dụng hệ thống quản lý chất lượng theo TCVN ISO 9001:2015", "ứng dụng công nghệ thông tin, chuyển đổi số", "hoạt động sáng kiến cấp cơ sở lần thứ nhất",
)
NAMES = (
    "Nguyễn Văn Thành", "Trần Quốc Thành", "Mai Thanh Quang", "Lê Thị Hồng Vân", "Phạm Đức Long", "Hoàng Ngọc Ánh", "Đặng Thị Kim Oanh", "Vũ Ất",
    "Giàng A Tính", "Lò Văn Hương", "Y Thanh Hà Niê Kđăm", "Tôn Nữ Thị Ninh", "Đỗ Đình Đức", "Ngô Ý", "Bùi Thị Quỳnh Vân", "Huỳnh Tấn Việt", "Võ Nguyên Khôi",
    "Nông Thị Bích Huệ", "Ksor H'Bơ Khăp", "Lưu Quang", "Triệu Thế Hùng", "An Văn Khanh",
)


@dataclass(frozen=True)
class Body:
    """Who issues: the parent's lines, the own lines as wrapped in the head, letters in symbols, who signs."""

    parent: tuple[str, ...]
    own: tuple[str, ...]
    code: str
    head: str
    deputy: str
    office_head: str
    in_name_of: str = ""
    authority: str = ""


DIRECTOR = ("GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")
CHAIR = ("CHỦ TỊCH", "PHÓ CHỦ TỊCH", "CHÁNH VĂN PHÒNG")
COMMITTEE, COUNCIL = "TM. ỦY BAN NHÂN DÂN", "TM. HỘI ĐỒNG NHÂN DÂN"
SCIENCE, CULTURE, FARMING = "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN"
BODIES = (
    Body(("UBND TỈNH NGHỆ AN",), (SCIENCE,), "SKHCN", *DIRECTOR, "", f"GIÁM ĐỐC {SCIENCE}"),
    Body(("ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI"), ("SỞ NỘI VỤ",), "SNV", *DIRECTOR, "", "GIÁM ĐỐC SỞ NỘI VỤ"),
    Body((), ("ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU"), "UBND", *CHAIR, COMMITTEE, "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"),
    Body((), ("UBND TỈNH BÌNH DƯƠNG",), "UBND", *CHAIR, COMMITTEE, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"),
    Body((SCIENCE,), ("CHI CỤC TIÊU CHUẨN", "ĐO LƯỜNG CHẤT LƯỢNG"), "CCTĐC", "CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG", "TRƯỞNG PHÒNG HÀNH CHÍNH - TỔNG HỢP"),
    Body((SCIENCE,), ("TRUNG TÂM THÔNG TIN VÀ", "THỐNG KÊ KHOA HỌC CÔNG NGHỆ"), "TTTT&TK", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔNG HỢP"),
    Body((), ("BỘ KHOA HỌC VÀ CÔNG NGHỆ",), "BKHCN", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "CHÁNH VĂN PHÒNG", "", "BỘ TRƯỞNG BỘ KHOA HỌC VÀ CÔNG NGHỆ"),
    Body(("BỘ NỘI VỤ",), ("VỤ CẢI CÁCH HÀNH CHÍNH",), "CCHC", "VỤ TRƯỞNG", "PHÓ VỤ TRƯỞNG", "TRƯỞNG PHÒNG"),
    Body(("UBND TỈNH ĐẮK LẮK",), ("VĂN PHÒNG",), "VPUB", "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "TRƯỞNG PHÒNG KIỂM SOÁT TTHC"),
    Body(("UBND THÀNH PHỐ HỒ CHÍ MINH",), ("SỞ GIÁO DỤC VÀ ĐÀO TẠO",), "SGDĐT", *DIRECTOR, "", "GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
    Body(("UBND TỈNH BÀ RỊA - VŨNG TÀU",), ("SỞ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"), "SVHTTDL", *DIRECTOR, "", f"GIÁM ĐỐC {CULTURE}"),
    Body((), ("ỦY BAN NHÂN DÂN", "PHƯỜNG TÂN PHÚ"), "UBND", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "CÔNG CHỨC VĂN PHÒNG", COMMITTEE, "ỦY BAN NHÂN DÂN PHƯỜNG TÂN PHÚ"),
    Body(("UBND TỈNH KON TUM",), ("BAN CHỈ ĐẠO", "CẢI CÁCH HÀNH CHÍNH"), "BCĐ", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "TỔ TRƯỞNG", "TM. BAN CHỈ ĐẠO"),
    Body((), ("HỘI ĐỒNG NHÂN DÂN", "TỈNH BẮC KẠN"), "HĐND", *CHAIR, COUNCIL, "HỘI ĐỒNG NHÂN DÂN TỈNH BẮC KẠN"),
    Body(("UBND TỈNH PHÚ YÊN",), ("SỞ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"), "SNNPTNT", *DIRECTOR, "", f"GIÁM ĐỐC {FARMING}"),
    Body(("UBND HUYỆN NGHĨA HÀNH",), ("PHÒNG NỘI VỤ",), "PNV", "TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG", "CHUYÊN VIÊN"),
    Body((SCIENCE,), ("THANH TRA SỞ",), "TTr", "CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA", "THANH TRA VIÊN"),
    Body(("UBND TỈNH HÀ TĨNH",), ("BAN QUẢN LÝ", "KHU KINH TẾ TỈNH"), "KKT", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "CHÁNH VĂN PHÒNG"),
)

# code, title, letters of the symbol, how the abstract begins
KINDS = (
    ("plan", "KẾ HOẠCH", "KH", ("{Topic}", "Thực hiện {topic}", "Về {topic}")),
    ("report", "BÁO CÁO", "BC", ("Kết quả {topic}", "Công tác {topic}", "Về {topic}")),
    ("decision", "QUYẾT ĐỊNH", "QĐ", ("Về việc ban hành Kế hoạch {topic}", "Ban hành Quy chế {topic}")),
    ("notice", "THÔNG BÁO", "TB", ("Về {topic}", "Kết luận của Giám đốc Sở về {topic}")),
    ("conclusion", "KẾT LUẬN", "KL", ("của Giám đốc Sở tại cuộc họp về {topic}", "Kiểm tra {topic}")),
    ("submission", "TỜ TRÌNH", "TTr", ("Về việc phê duyệt Đề án {topic}", "Đề nghị công nhận {topic}")),
    ("programme", "CHƯƠNG TRÌNH", "CTr", ("Công tác {topic}", "Hành động {topic}")),
    ("guidance", "HƯỚNG DẪN", "HD", ("Tự đánh giá, chấm điểm {topic}", "Thực hiện {topic}")),
    ("instruction", "CHỈ THỊ", "CT", ("Về việc đẩy mạnh {topic}", "Tăng cường {topic}")),
    ("resolution", "NGHỊ QUYẾT", "NQ", ("Về {topic}", "Thông qua Đề án {topic}")),
    ("minutes", "BIÊN BẢN", "BB", ("Họp về {topic}", "Kiểm tra {topic}")),
    ("invitation", "GIẤY MỜI", "GM", ("Dự hội nghị {topic}", "Họp {topic}")),
    ("scheme", "ĐỀ ÁN", "ĐA", ("{Topic}",)),
    ("regulation", "QUY CHẾ", "QC", ("Làm việc của Hội đồng {topic}",)),
    ("telegram", "CÔNG ĐIỆN", "CĐ", ("Về việc tập trung {topic}",)),
)
OPENINGS = (
    "Thực hiện Quyết định số 3674/QĐ-UBND ngày 23/12/2016 của UBND tỉnh về ban hành Kế hoạch cải cách hành chính nhà nước, cơ quan triển khai như sau:",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Trong quý I, công tác cải cách hành chính được triển khai theo đúng kế hoạch đề ra và có sự phối hợp của các cấp, các ngành.",
    "Ngày 18/5/2021, cơ quan đã tổ chức buổi tọa đàm chuyên đề về duy trì, nâng cao chỉ số; sau khi nghe báo cáo, Giám đốc kết luận như sau:",
    "Nhằm tiếp tục đẩy mạnh thực hiện các mục tiêu của Kế hoạch số 1623/KH-SKHCN ngày 13/12/2023, các phòng, đơn vị tập trung thực hiện các nhiệm vụ dưới đây.",
)
BODY = (
    "1. Tiếp tục rà soát các văn bản quy phạm pháp luật thuộc phạm vi quản lý của ngành để tham mưu sửa đổi, bổ sung, bãi bỏ cho phù hợp.",
    "2. Có 28/28 thủ tục hành chính thuộc thẩm quyền giải quyết được công khai đầy đủ trên trang thông tin điện tử và tại Bộ phận một cửa.",
    "3. Quyết định số 5165/QĐ-UBND ngày 30 tháng 12 năm 2021 của UBND tỉnh về ban hành Kế hoạch cải cách hành chính được phổ biến đến công chức.",
    "a) Giao Văn phòng theo dõi, đôn đốc, tổng hợp kết quả, báo cáo Giám đốc trước ngày 25 hằng tháng.",
    "II. TỔ CHỨC THỰC HIỆN", "- Các phòng, đơn vị căn cứ nhiệm vụ được giao chủ động triển khai, bảo đảm tiến độ và chất lượng.",
    "4. Thủ trưởng các phòng, đơn vị chịu trách nhiệm về kết quả thực hiện; khó khăn, vướng mắc phản ánh về Văn phòng để xem xét, giải quyết.",
)
RECIPIENTS = (
    ("Như Điều 3", "Sở Nội vụ (b/c)", "Lưu: VT, VP"), ("Sở Nội vụ", "GĐ và các PGĐ", "Trưởng các phòng và đơn vị thuộc Sở", "Lưu: VT"),
    ("UBND tỉnh (b/c)", "Các sở, ban, ngành", "UBND các xã, phường", "Trang thông tin điện tử", "Lưu: VT, CCHC (05b)"), ("Như trên", "Lưu: VT, TCHC"),
    ("Thường trực Tỉnh ủy", "Thường trực HĐND tỉnh", "CT, các PCT UBND tỉnh", "Trung tâm Phục vụ hành chính công tỉnh", "Lưu: VT, NC.Dũng"),
)
ADDRESSEES = (("Sở Nội vụ",), ("Các phòng, đơn vị thuộc Sở",), ("Ủy ban nhân dân tỉnh",), ("Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã, phường"))


def made_paper(seed: int) -> Paper:
    draw = Random(seed)
    body = BODIES[seed % len(BODIES)]
    is_dispatch = seed % 5 == 4
    kind, title, letters, forms = ("dispatch", "", "", ("{topic}",)) if is_dispatch else KINDS[(seed * 7 + seed // len(BODIES)) % len(KINDS)]
    topic = draw.choice(TOPICS)
    abstract = draw.choice(forms).format(topic=topic, Topic=topic[0].upper() + topic[1:])
    day = date(2017, 1, 1) + timedelta(days=draw.randrange(3200))
    count = draw.choice((draw.randrange(1, 10), draw.randrange(10, 400), draw.randrange(400, 9999)))
    number = f"{count:02d}"
    drafter = draw.choice(("VP", "KHTC", "CCHC", "TTr", "KSTT"))
    if is_dispatch or draw.random() < 0.1:
        symbol = f"{body.code}-{drafter}"
    elif kind in ("decision", "resolution") and draw.random() < 0.3:
        symbol = f"{day.year}/{letters}-{body.code}"
    else:
        symbol = f"{letters}-{body.code}"
    place = draw.choice(PLACES)
    position, on_behalf = _signing(draw, body)
    has_dear = is_dispatch or kind == "submission"
    return Paper(
        kind, number, symbol, place, day, " ".join(body.parent), " ".join(body.own), abstract, position, on_behalf, draw.choice(NAMES),
        draw.choice(ADDRESSEES) if has_dear else (), draw.choice(RECIPIENTS), title, (*body.parent, *body.own), _wrapped(abstract, draw.choice((38, 46, 54))),
        body.authority if kind in ("decision", "resolution", "instruction") else "", (draw.choice(OPENINGS), *draw.sample(BODY, 5)),
        draw.choice(("Số: {0}/{1}", "Số:{0}/{1}", "Số: {0} /{1}", "Số {0}/{1}")).format(number, symbol),
        f"{place}, ngày {day:%d} tháng {day:%m} năm {day.year}" if draw.random() < 0.7 else f"{place}, ngày {day.day} tháng {day.month} năm {day.year}",
    )


def _signing(draw: Random, body: Body) -> tuple[str, tuple[str, ...]]:
    in_name = (body.in_name_of,) if body.in_name_of else ()
    way = draw.randrange(5)
    if way == 0:
        return body.deputy, (*in_name, f"KT. {body.head}")
    if way == 1:
        return body.office_head, (f"TL. {body.head}",)
    if way == 2 and not in_name:
        return f"Q. {body.head}", (f"Q. {body.head}",)
    if way == 3:
        return body.deputy, (f"TUQ. {body.head}",)
    return body.head, in_name


def _wrapped(text: str, width: int) -> tuple[str, ...]:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return (*lines, line)
