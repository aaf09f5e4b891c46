"""Who issues the made documents, whom they order, and who signs: made-up people, real kinds of offices."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Office:
    """`units` may lead or support; `everyone` is how all of them are called; `chief` gives the conclusions."""

    parent: tuple[str, ...]
    own: tuple[str, ...]
    code: str
    place: str
    head: str
    deputy: str
    units: tuple[str, ...]
    everyone: tuple[str, ...]
    chief: str
    name: str
    in_name_of: str = ""


SCIENCE = Office(
    ("UBND TỈNH NGHỆ AN",), ("SỞ KHOA HỌC VÀ CÔNG NGHỆ",), "SKHCN", "Nghệ An", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
    (
        "Văn phòng Sở", "Thanh tra Sở", "Phòng Kế hoạch - Tài chính", "Phòng Quản lý Khoa học", "Phòng Quản lý Công nghệ và Chuyên ngành", "Chi cục Tiêu chuẩn Đo lường Chất lượng",
        "Trung tâm Thông tin và Thống kê Khoa học và Công nghệ", "Trung tâm Ứng dụng tiến bộ khoa học và công nghệ",
    ),
    ("các phòng, đơn vị thuộc Sở", "các phòng, đơn vị trực thuộc", "các phòng chuyên môn"), "Giám đốc Sở", "Sở Khoa học và Công nghệ",
)
HOME = Office(
    ("ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI"), ("SỞ NỘI VỤ",), "SNV", "Quảng Ngãi", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
    (
        "Văn phòng Sở", "Thanh tra Sở", "Phòng Cải cách hành chính", "Phòng Tổ chức, biên chế và tổ chức phi chính phủ", "Phòng Công chức, viên chức", "Phòng Xây dựng chính quyền",
        "Ban Thi đua - Khen thưởng", "Trung tâm Lưu trữ lịch sử",
    ),
    ("các phòng, ban, đơn vị thuộc Sở", "các phòng, đơn vị"), "Giám đốc Sở", "Sở Nội vụ",
)
PROVINCE = Office(
    (), ("ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU"), "UBND", "Lai Châu", "CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    (
        "Sở Nội vụ", "Sở Tài chính", "Sở Khoa học và Công nghệ", "Sở Tư pháp", "Văn phòng UBND tỉnh", "Sở Văn hóa, Thể thao và Du lịch", "Trung tâm Phục vụ hành chính công tỉnh",
        "Sở Nông nghiệp và Môi trường", "Báo và Đài Phát thanh - Truyền hình tỉnh",
    ),
    ("các sở, ban, ngành tỉnh", "các sở, ban, ngành; UBND các xã, phường", "các cơ quan, đơn vị, địa phương"), "Chủ tịch UBND tỉnh", "Ủy ban nhân dân tỉnh Lai Châu",
    "TM. ỦY BAN NHÂN DÂN",
)
WARD = Office(
    (), ("ỦY BAN NHÂN DÂN", "PHƯỜNG TÂN PHÚ"), "UBND", "Tân Phú", "CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    (
        "Văn phòng HĐND và UBND phường", "Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công phường", "Công an phường",
        "Ban Chỉ huy Quân sự phường", "Đoàn Thanh niên phường",
    ),
    ("các phòng, ban, đơn vị thuộc phường", "các cơ quan, đơn vị"), "Chủ tịch UBND phường", "Ủy ban nhân dân phường Tân Phú", "TM. ỦY BAN NHÂN DÂN",
)
BUILDING = Office(
    ("UBND TỈNH BÌNH DƯƠNG",), ("SỞ XÂY DỰNG",), "SXD", "Bình Dương", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
    ("Văn phòng Sở", "Thanh tra Sở", "Phòng Quy hoạch - Kiến trúc", "Phòng Quản lý xây dựng", "Phòng Pháp chế", "Trung tâm Giám định chất lượng xây dựng", "Phòng Quản lý nhà và thị trường bất động sản"),
    ("các phòng, đơn vị trực thuộc Sở", "các phòng nghiệp vụ"), "Giám đốc Sở", "Sở Xây dựng",
)
SCHOOLS = Office(
    ("UBND TỈNH ĐẮK LẮK",), ("SỞ GIÁO DỤC VÀ ĐÀO TẠO",), "SGDĐT", "Đắk Lắk", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
    ("Văn phòng Sở", "Thanh tra Sở", "Phòng Tổ chức cán bộ", "Phòng Kế hoạch - Tài chính", "Phòng Giáo dục Trung học", "Phòng Giáo dục Mầm non - Tiểu học", "Phòng Quản lý chất lượng"),
    ("các phòng chuyên môn, nghiệp vụ", "các phòng, đơn vị thuộc Sở"), "Giám đốc Sở", "Sở Giáo dục và Đào tạo",
)
STANDARDS = Office(
    ("SỞ KHOA HỌC VÀ CÔNG NGHỆ",), ("CHI CỤC TIÊU CHUẨN", "ĐO LƯỜNG CHẤT LƯỢNG"), "CCTĐC", "Cần Thơ", "CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG",
    ("Phòng Hành chính - Tổng hợp", "Phòng Quản lý Đo lường", "Phòng Quản lý Tiêu chuẩn Chất lượng", "Phòng Thông báo và Điểm hỏi đáp về TBT", "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng"),
    ("các phòng, đơn vị thuộc Chi cục", "các phòng chuyên môn"), "Chi cục trưởng", "Chi cục Tiêu chuẩn Đo lường Chất lượng",
)
ZONE = Office(
    ("UBND TỈNH HÀ TĨNH",), ("BAN QUẢN LÝ", "KHU KINH TẾ TỈNH"), "KKT", "Hà Tĩnh", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN",
    ("Văn phòng Ban", "Phòng Quản lý đầu tư", "Phòng Quản lý quy hoạch và xây dựng", "Phòng Quản lý tài nguyên và môi trường", "Phòng Quản lý doanh nghiệp", "Ban Quản lý dự án", "Trung tâm Dịch vụ hỗ trợ"),
    ("các phòng, đơn vị thuộc Ban", "các phòng, đơn vị"), "Trưởng Ban", "Ban Quản lý Khu kinh tế tỉnh",
)
COMMUNE = Office(
    (), ("ỦY BAN NHÂN DÂN", "XÃ MƯỜNG KIM"), "UBND", "Mường Kim", "CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    ("Văn phòng HĐND và UBND xã", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công xã", "Công an xã", "Ban Chỉ huy Quân sự xã", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"),
    ("các phòng, ban, ngành, đoàn thể xã", "các cơ quan, đơn vị thuộc xã"), "Chủ tịch UBND xã", "Ủy ban nhân dân xã Mường Kim", "TM. ỦY BAN NHÂN DÂN",
)
FARMS = Office(
    ("UBND TỈNH AN GIANG",), ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",), "SNNMT", "An Giang", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
    ("Văn phòng Sở", "Phòng Kế hoạch - Tài chính", "Phòng Tổ chức cán bộ", "Chi cục Thủy lợi", "Chi cục Chăn nuôi và Thú y", "Chi cục Bảo vệ môi trường", "Trung tâm Khuyến nông", "Văn phòng Đăng ký đất đai"),
    ("các phòng, đơn vị trực thuộc Sở", "thủ trưởng các phòng, đơn vị"), "Giám đốc Sở", "Sở Nông nghiệp và Môi trường",
)

HEALTH = Office(
    ("UBND TỈNH THÁI NGUYÊN",), ("SỞ Y TẾ",), "SYT", "Thái Nguyên", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
    ("Văn phòng Sở", "Phòng Nghiệp vụ Y", "Phòng Nghiệp vụ Dược", "Phòng Tổ chức cán bộ", "Phòng Kế hoạch - Tài chính", "Chi cục Dân số - Trẻ em", "Trung tâm Kiểm soát bệnh tật", "Bệnh viện Đa khoa tỉnh"),
    ("các phòng chức năng và đơn vị trực thuộc", "các bệnh viện, trung tâm y tế"), "Giám đốc Sở", "Sở Y tế",
)
TRADE = Office(
    ("UBND TỈNH KHÁNH HÒA",), ("SỞ CÔNG THƯƠNG",), "SCT", "Khánh Hòa", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
    ("Văn phòng Sở", "Phòng Quản lý Năng lượng", "Phòng Quản lý Thương mại", "Phòng Kỹ thuật An toàn và Môi trường", "Chi cục Quản lý thị trường", "Trung tâm Khuyến công và Xúc tiến thương mại"),
    ("các phòng, đơn vị thuộc, trực thuộc Sở", "các phòng, đơn vị"), "Giám đốc Sở", "Sở Công Thương",
)
JUSTICE = Office(
    ("UBND TỈNH GIA LAI",), ("SỞ TƯ PHÁP",), "STP", "Gia Lai", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
    ("Văn phòng Sở", "Thanh tra Sở", "Phòng Xây dựng và kiểm tra văn bản quy phạm pháp luật", "Phòng Phổ biến, giáo dục pháp luật", "Phòng Hành chính và Bổ trợ tư pháp", "Trung tâm Trợ giúp pháp lý nhà nước", "Phòng Công chứng số 1"),
    ("các phòng chuyên môn, đơn vị sự nghiệp", "các phòng, đơn vị thuộc Sở"), "Giám đốc Sở", "Sở Tư pháp",
)
ISLAND = Office(
    (), ("ỦY BAN NHÂN DÂN", "ĐẶC KHU PHÚ QUÝ"), "UBND", "Phú Quý", "CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    ("Văn phòng HĐND và UBND đặc khu", "Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công", "Công an đặc khu", "Ban Quản lý cảng", "Hội Liên hiệp Phụ nữ đặc khu"),
    ("các cơ quan chuyên môn, đơn vị trực thuộc", "các phòng, ban"), "Chủ tịch UBND đặc khu", "Ủy ban nhân dân đặc khu Phú Quý", "TM. ỦY BAN NHÂN DÂN",
)
FORESTS = Office(
    ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",), ("CHI CỤC KIỂM LÂM",), "CCKL", "Lâm Đồng", "CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG",
    ("Phòng Tổ chức - Hành chính", "Phòng Thanh tra, pháp chế", "Phòng Quản lý bảo vệ rừng", "Phòng Sử dụng và phát triển rừng", "Hạt Kiểm lâm liên xã số 1", "Đội Kiểm lâm cơ động"),
    ("các phòng, Hạt, Đội thuộc Chi cục", "các đơn vị trực thuộc"), "Chi cục trưởng", "Chi cục Kiểm lâm",
)

CULTURE = Office(
    ("UBND TỈNH LÀO CAI",), ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",), "SVHTTDL", "Lào Cai", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
    ("Văn phòng Sở", "Thanh tra Sở", "Phòng Quản lý Văn hóa", "Phòng Quản lý Thể dục, thể thao", "Phòng Quản lý Báo chí - Xuất bản", "Bảo tàng tỉnh", "Thư viện tỉnh", "Trung tâm Văn hóa nghệ thuật tỉnh"),
    ("các phòng, đơn vị sự nghiệp thuộc Sở", "các phòng quản lý nhà nước"), "Giám đốc Sở", "Sở Văn hóa, Thể thao và Du lịch",
)
ETHNIC = Office(
    ("ỦY BAN NHÂN DÂN TỈNH SƠN LA",), ("SỞ DÂN TỘC VÀ TÔN GIÁO",), "SDTTG", "Sơn La", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
    ("Văn phòng Sở", "Phòng Chính sách dân tộc", "Phòng Tuyên truyền và Địa bàn", "Phòng Tín ngưỡng, tôn giáo", "Tổ Công nghệ thông tin", "Ban Biên tập Trang thông tin điện tử"),
    ("các phòng, bộ phận thuộc Sở", "các phòng thuộc Sở"), "Giám đốc Sở", "Sở Dân tộc và Tôn giáo",
)
CITY = Office(
    (), ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG"), "UBND", "Hải Phòng", "CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    (
        "Sở Nội vụ", "Sở Y tế", "Sở Công Thương", "Sở Giáo dục và Đào tạo", "Văn phòng Ủy ban nhân dân thành phố", "Thanh tra thành phố", "Công an thành phố", "Ban Quản lý Khu kinh tế", "Bưu điện thành phố", "Thuế thành phố",
    ),
    ("các sở, ban, ngành thành phố", "các sở, ngành, địa phương"), "Chủ tịch UBND thành phố", "Ủy ban nhân dân thành phố", "TM. ỦY BAN NHÂN DÂN",
)
HILLS = Office(
    (), ("ỦY BAN NHÂN DÂN", "XÃ ĐĂK HÀ"), "UBND", "Đăk Hà", "CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    ("Văn phòng HĐND và UBND xã", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công", "Công an xã", "Hội Nông dân xã", "Trường Tiểu học Kim Đồng", "Trạm Y tế xã"),
    ("các phòng, đơn vị và các thôn", "các cơ quan chuyên môn"), "Chủ tịch UBND xã", "Ủy ban nhân dân xã Đăk Hà", "TM. ỦY BAN NHÂN DÂN",
)
INSPECTORS = Office(
    ("UBND TỈNH TÂY NINH",), ("THANH TRA TỈNH",), "TTr", "Tây Ninh", "CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA",
    ("Văn phòng", "Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2", "Phòng Giám sát, kiểm tra và xử lý sau thanh tra", "Phòng Tiếp công dân, giải quyết khiếu nại, tố cáo"),
    ("các phòng nghiệp vụ", "các phòng thuộc cơ quan"), "Chánh Thanh tra tỉnh", "Thanh tra tỉnh",
)

AT_HAND = (SCIENCE, HOME, PROVINCE, WARD, BUILDING)
SEEN_LATER = (SCHOOLS, STANDARDS, ZONE, COMMUNE, FARMS)
SEEN_LAST = (HEALTH, TRADE, JUSTICE, ISLAND, FORESTS)
SEEN_FOURTH = (CULTURE, ETHNIC, CITY, HILLS, INSPECTORS)
NAMES = ("Nguyễn Văn Thành", "Trần Thị Kim Oanh", "Lò Văn Hương", "Phạm Đức Long", "Hoàng Ngọc Ánh", "Y Thanh Hà Niê Kđăm", "Đỗ Đình Đức", "Bùi Thị Quỳnh Vân")
