"""A third bank, also looked at once after it had been measured unseen; with families of its own."""

from __future__ import annotations

from benchmarks.documents.banks import Bank, Labels

BANK = Bank(
    name="seen last",
    tasks=(
        "kiểm kê toàn bộ hồ sơ giấy tồn đọng trước khi bàn giao cho đơn vị mới", "dự thảo quyết định phân cấp, ủy quyền giải quyết thủ tục hành chính", "bảo đảm đường truyền, an toàn thông tin cho hội nghị trực tuyến",
        "trực tiếp làm việc với doanh nghiệp để tháo gỡ vướng mắc về mặt bằng sản xuất", "tự kiểm tra việc thực hiện quy chế dân chủ ở cơ sở", "chuẩn bị tài liệu, báo cáo tham luận phục vụ hội nghị chuyên đề",
        "chuyển đổi quy trình ISO sang phiên bản điện tử", "cung cấp số liệu, tài liệu kiểm chứng theo từng tiêu chí được phân công", "xử lý nghiêm công chức gây phiền hà, sách nhiễu người dân",
        "khai thác hiệu quả cơ sở dữ liệu quốc gia về dân cư khi thẩm tra hồ sơ", "bổ sung chức danh, vị trí việc làm còn thiếu theo đề án", "giám sát việc trả kết quả qua dịch vụ bưu chính công ích",
        "ký số toàn bộ văn bản đi, trừ văn bản mật", "tháo gỡ biển báo, bảng niêm yết có thông tin đã hết hiệu lực", "sưu tầm mô hình hay, cách làm mới để nhân rộng", "làm rõ trách nhiệm từng khâu dẫn đến trễ hạn hồ sơ",
        "ưu tiên nguồn lực cho các nhiệm vụ chuyển đổi số thiết yếu", "tạo lập kho dữ liệu cá nhân, tổ chức trên hệ thống giải quyết thủ tục hành chính", "tinh gọn các ban chỉ đạo, hội đồng hoạt động kém hiệu quả",
        "điều chỉnh dự toán chi thường xuyên, tiết kiệm thêm mười phần trăm", "mời chuyên gia tập huấn kỹ năng viết báo cáo", "rút ngắn ít nhất ba mươi phần trăm thời gian giải quyết so với quy định",
    ),
    orders_alone=(
        "Giao trách nhiệm cho {lead} {task}{due}.", "{lead} chịu trách nhiệm {task}{due}.", "{lead} cần {task}{due}.", "Đối với {lead}: {task}{due}.", "{lead} tham mưu, {task}{due}.", "Nhiệm vụ {task} giao {lead} thực hiện{due}.",
        "{lead} sớm {task}{due}.", "Trong thời gian tới, {lead} tập trung {task}{due}.",
    ),
    orders_with=(
        "Giao {lead} là cơ quan chủ trì, {support} là cơ quan phối hợp {task}{due}.", "{lead}, {support} phối hợp {task}{due}, do {lead} chủ trì.", "Yêu cầu {lead} phối hợp cùng với {support} {task}{due}.",
        "{lead} chủ trì, có sự tham gia của {support}, {task}{due}.", "Giao {lead} (chủ trì), {support} (phối hợp) {task}{due}.",
    ),
    day_terms=(
        ". Thời hạn: trước ngày {d}/{m}/{y}", ", báo cáo kết quả về lãnh đạo không muộn hơn ngày {d}/{m}/{y}", "; hoàn thành chậm nhất vào ngày {d}/{m}/{y}", ", kết quả gửi trước 16h30' ngày {d}/{m}/{y}", " (thời hạn: {d}/{m}/{y})",
        ", ngày hoàn thành: {d}/{m}/{y}",
    ),
    month_terms=(", xong cuối tháng {m}/{y}", ", thực hiện trong tháng {mm} năm {y}", "; tiến độ: tháng {m}/{y}"),
    quarter_terms=("; tiến độ hoàn thành: quý {q}/{y}", ", xong trong quý {q} năm {y}", ", ngay trong quý {q}/{y}"),
    year_terms=("; hoàn thành trước 31/12/{y}", ", thực hiện trong năm {y}"),
    counted_terms=(
        (", xong trong {n} ngày làm việc kể từ ngày ban hành", True), (", chậm nhất {n} ngày làm việc sau khi kết thúc cuộc họp", True), (" trong {n} ngày kể từ ngày họp", False),
    ),
    recurring_terms=(
        (", mỗi tháng báo cáo một lần", "monthly", False), ("; hằng quý, trước ngày {d} của tháng cuối quý phải có báo cáo", "quarterly", True), (", định kỳ trước ngày {d} hằng tháng gửi kết quả", "monthly", True), (", sơ kết 6 tháng một lần", "half_yearly", False),
    ),
    cell_terms=(
        "Từ tháng 01 đến tháng {mm}/{y}", "Hoàn thành trước {d}/{m}/{y}", "Tháng {mm}.{y}", "Quý {q}-{y}", "Mỗi quý", "Liên tục", "Trong tháng {m}", "Năm {y}", "Ngày {d} tháng {m} năm {y}", "Mỗi tháng 1 lần", "Trước ngày {d}/{mm}",
    ),
    lead_ins=(
        "Sau khi xem xét báo cáo của các đơn vị và ý kiến của các thành viên, {chief} thống nhất chỉ đạo:", "{chief} đã phát biểu kết luận và phân công nhiệm vụ cụ thể như sau:", "Để tiếp tục nâng cao hiệu quả, {chief} yêu cầu các đơn vị thực hiện những nội dung sau:",
    ),
    telling=(
        "Vừa qua, ngày {d}/{m}/{y}, {chief} đã chủ trì họp kiểm điểm tiến độ các nhiệm vụ được giao.", "Thành phần dự họp gồm lãnh đạo, chuyên viên các đơn vị có liên quan.", "Mặc dù đã có chuyển biến, song một số chỉ tiêu đạt thấp, chưa tương xứng với điều kiện của đơn vị.",
    ),
    praise=("Biểu dương các tập thể hoàn thành tốt nhiệm vụ quý trước.", "Cơ bản nhất trí với dự thảo báo cáo trình tại cuộc họp.", "Trong những tháng đầu năm, công tác này đã đi vào nền nếp."),
    closings=("Yêu cầu các đơn vị nghiêm túc tổ chức thực hiện {this} này./.", "Trên đây là {this}; các cơ quan, đơn vị căn cứ thực hiện./.", "Nếu có phát sinh, vướng mắc, đề nghị phản ánh kịp thời về đơn vị thường trực để tổng hợp, báo cáo./."),
    purposes=("Tạo chuyển biến rõ nét về kỷ luật, kỷ cương trong thực thi công vụ.", "Lấy người dân, doanh nghiệp làm trung tâm, làm thước đo chất lượng phục vụ.", "Công việc phải rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm."),
    fields=("Chỉ đạo, điều hành", "Hoàn thiện thể chế", "Cải cách thủ tục hành chính, kiểm soát TTHC", "Kiện toàn tổ chức bộ máy", "Nâng cao chất lượng đội ngũ cán bộ, công chức", "Đổi mới cơ chế tài chính công", "Hiện đại hóa nền hành chính, chuyển đổi số"),
    table_heads=(
        ("TT", "Nội dung nhiệm vụ", "Chủ trì thực hiện", "Phối hợp thực hiện", "Thời hạn", "Sản phẩm, kết quả"), ("STT", "Hoạt động", "Cơ quan/đơn vị chủ trì", "Cơ quan/đơn vị phối hợp", "Thời gian dự kiến hoàn thành", "Kết quả dự kiến"),
        ("Stt", "Nhiệm vụ cụ thể", "Đơn vị đầu mối", "Đơn vị liên quan", "Lộ trình", "Sản phẩm"),
    ),
    labels=(Labels("Trách nhiệm chủ trì", "Trách nhiệm phối hợp", "Thời gian hoàn thành", "Trách nhiệm"), Labels("Đơn vị chịu trách nhiệm", "Đơn vị tham gia", "Hạn hoàn thành", "Phân công nhiệm vụ"), Labels("Chủ trì thực hiện", "Phối hợp thực hiện", "Thời hạn")),
    results=("Báo cáo tổng hợp", "Kế hoạch chi tiết", "Hồ sơ trình", "Quyết định ban hành", "Biên bản", "Danh sách"),
    recitals=(
        "Thực hiện Kế hoạch số {n}/KH-UBND ngày 31/12/{b} của Ủy ban nhân dân tỉnh về phát động thi đua;", "Căn cứ Thông tư số 03/2025/TT-VPCP ngày 15/9/2025 của Văn phòng Chính phủ;", "Xét đề nghị của các đơn vị tại cuộc họp giao ban tháng trước;",
    ),
    subjects=("tăng cường kỷ luật, kỷ cương hành chính năm {y}", "cải thiện các chỉ số đánh giá năm {y}", "xây dựng văn hóa công sở năm {y}", "nâng cao chất lượng dịch vụ công trực tuyến năm {y}"),
    urging=("Đến ngày ký văn bản này, vẫn còn đơn vị chưa báo cáo theo Công văn số {n}/{code}-TH ngày 12/3/{y}.", "Để kịp thời tổng hợp, {name} đề nghị {everyone} khẩn trương triển khai các nội dung như sau:"),
    requests=("Kính trình cấp trên xem xét, ban hành./.", "{name} kính đề nghị Ủy ban nhân dân tỉnh quan tâm, chấp thuận./."),
)
