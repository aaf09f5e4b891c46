"""The bank of wordings that was at hand while the readers were built."""

from __future__ import annotations

from benchmarks.documents.banks import Bank, Labels

BANK = Bank(
    name="at hand",
    tasks=(
        "xây dựng Kế hoạch cải cách hành chính năm {y}, trình lãnh đạo phê duyệt", "rà soát, đơn giản hóa thủ tục hành chính thuộc thẩm quyền giải quyết",
        "tham mưu ban hành Kế hoạch kiểm tra công tác cải cách hành chính", "tổ chức tuyên truyền công tác cải cách hành chính trên Trang thông tin điện tử",
        "cập nhật, công khai đầy đủ danh mục thủ tục hành chính tại Bộ phận Một cửa", "rà soát văn bản quy phạm pháp luật thuộc phạm vi quản lý nhà nước của ngành",
        "hoàn thành việc số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực", "tổng hợp kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính",
        "xây dựng quy chế chi tiêu nội bộ và quy chế quản lý, sử dụng tài sản công", "tổ chức tập huấn nghiệp vụ cho công chức, viên chức làm nhiệm vụ tiếp nhận hồ sơ",
        "khảo sát mức độ hài lòng của người dân, tổ chức đối với việc giải quyết thủ tục hành chính", "đôn đốc, nhắc nhở việc thực hiện kỷ luật, kỷ cương hành chính",
        "rà soát, hoàn thiện đề án vị trí việc làm và bản mô tả công việc", "bố trí kinh phí mua sắm trang thiết bị cho Bộ phận tiếp nhận và trả kết quả",
        "duy trì, cải tiến Hệ thống quản lý chất lượng theo TCVN ISO 9001:2015", "thống kê, báo cáo tình hình giải quyết hồ sơ trễ hạn và thực hiện xin lỗi theo quy định",
        "đăng ký ít nhất một sáng kiến, giải pháp mới về cải cách hành chính", "xử lý dứt điểm các phản ánh, kiến nghị của người dân trên Cổng Dịch vụ công quốc gia",
        "xây dựng báo cáo kết quả thực hiện công tác cải cách hành chính", "tham mưu kiện toàn tổ chức bộ máy bên trong theo đề án đã được phê duyệt",
        "nâng cấp phần mềm quản lý văn bản và điều hành đáp ứng yêu cầu ký số", "công khai dự toán, quyết toán ngân sách theo đúng quy định",
    ),
    orders_alone=(
        "Giao {lead} {task}{due}.", "Yêu cầu {lead} {task}{due}.", "{lead} có trách nhiệm {task}{due}.", "{lead} chủ trì {task}{due}.", "{lead} khẩn trương {task}{due}.",
        "Đề nghị {lead} nghiêm túc {task}{due}.", "Giao cho {lead} chịu trách nhiệm {task}{due}.", "{lead} tiếp tục {task}{due}.",
    ),
    orders_with=(
        "Giao {lead} chủ trì, phối hợp với {support} {task}{due}.", "{lead} chủ trì, phối hợp với {support} {task}{due}.", "Giao {lead} phối hợp với {support} {task}{due}.",
        "{lead} chủ động phối hợp với {support} {task}{due}.", "Yêu cầu {lead} chủ trì, phối hợp chặt chẽ với {support} {task}{due}.",
    ),
    day_terms=(
        ", hoàn thành trước ngày {d}/{m}/{y}", " trước ngày {d}/{m}/{y}", ", xong trước ngày {d}/{m}", ", chậm nhất ngày {d}/{m}/{y}", ", báo cáo kết quả trước ngày {d} tháng {m} năm {y}",
        " (hoàn thành trước ngày {d}/{m}/{y})",
    ),
    month_terms=(", hoàn thành trong tháng {m}/{y}", " trong tháng {m} năm {y}", ", xong trong tháng {mm}/{y}"),
    quarter_terms=(", hoàn thành trong quý {q}/{y}", " trong quý {q} năm {y}", " (xong trong Quý {q}/{y})"),
    year_terms=(", hoàn thành trong năm {y}", ", hoàn thành trước ngày 31/12/{y}"),
    counted_terms=(
        (" trong thời hạn {n} ngày làm việc kể từ ngày ký ban hành văn bản này", True), (", hoàn thành trong {n} ngày kể từ ngày nhận được văn bản này", False),
        (" trong vòng {n} ngày làm việc kể từ ngày ký", True),
    ),
    recurring_terms=(
        (", định kỳ hằng tháng báo cáo lãnh đạo", "monthly", False), (", báo cáo trước ngày {d} hằng tháng", "monthly", True), (", định kỳ hằng quý tổng hợp, báo cáo", "quarterly", False),
        (", gửi báo cáo trước ngày {d} của tháng cuối quý", "quarterly", True),
    ),
    cell_terms=(
        "Tháng {m}/{y}", "Quý {q}/{y}", "Trước ngày {d}/{m}/{y}", "Thường xuyên", "Hằng quý", "Quý {q}", "Năm {y}", "{d}/{m}/{y}", "Hằng tháng", "Trong tháng {mm}/{y}", "Trước {d}/{mm}/{y}",
    ),
    lead_ins=(
        "Sau khi nghe báo cáo và ý kiến thảo luận của các đại biểu dự họp, {chief} kết luận như sau:", "Sau khi nghe các ý kiến phát biểu, {chief} kết luận, chỉ đạo một số nội dung sau:",
        "Trên cơ sở ý kiến tham gia của các thành viên dự họp, {chief} yêu cầu thực hiện các nội dung sau:",
    ),
    telling=(
        "Ngày {d}/{m}/{y}, {chief} đã chủ trì cuộc họp giao ban đánh giá tình hình thực hiện nhiệm vụ và triển khai công tác thời gian tới.",
        "Tham dự cuộc họp có lãnh đạo các phòng, đơn vị và công chức theo dõi công tác cải cách hành chính.",
        "Thời gian qua, các phòng, đơn vị đã có nhiều cố gắng trong việc thực hiện nhiệm vụ được giao; tuy nhiên một số nội dung còn chậm so với yêu cầu.",
    ),
    praise=(
        "Ghi nhận và biểu dương sự nỗ lực của các phòng, đơn vị trong việc thực hiện nhiệm vụ thời gian qua.", "Đánh giá cao kết quả đã đạt được trong quý vừa qua.",
        "Cơ bản thống nhất với nội dung báo cáo của các đơn vị.",
    ),
    closings=(
        "Trên đây là {this}, yêu cầu các phòng, đơn vị nghiêm túc triển khai thực hiện./.",
        "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị kịp thời phản ánh để xem xét, giải quyết./.",
        "Trên đây là {this}, đề nghị các cơ quan, đơn vị triển khai thực hiện./.",
    ),
    purposes=(
        "Tiếp tục đẩy mạnh cải cách hành chính, nâng cao chất lượng phục vụ người dân, doanh nghiệp.", "Xác định rõ nhiệm vụ, trách nhiệm của từng đơn vị trong triển khai thực hiện.",
        "Việc triển khai phải bảo đảm thiết thực, hiệu quả, đúng tiến độ.",
    ),
    fields=(
        "Công tác chỉ đạo, điều hành", "Cải cách thể chế", "Cải cách thủ tục hành chính", "Cải cách tổ chức bộ máy", "Cải cách chế độ công vụ", "Cải cách tài chính công",
        "Xây dựng chính quyền điện tử, chính quyền số",
    ),
    table_heads=(
        ("STT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian", "Sản phẩm"), ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian hoàn thành", "Kết quả"),
        ("STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành", "Sản phẩm đầu ra"),
    ),
    labels=(
        Labels("Phòng/đơn vị chủ trì", "Phòng/đơn vị phối hợp", "Thời gian thực hiện", "Trách nhiệm thực hiện"), Labels("Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "Phân công thực hiện"),
        Labels("Chủ trì", "Phối hợp", "Thời gian"),
    ),
    results=("Kế hoạch", "Báo cáo", "Quyết định", "Văn bản", "Báo cáo kết quả", "Tờ trình"),
    recitals=(
        "Thực hiện Quyết định số {n}/QĐ-UBND ngày 15/12/{b} của UBND tỉnh về việc ban hành Kế hoạch cải cách hành chính nhà nước năm {y};",
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030;",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    ),
    subjects=(
        "cải cách hành chính năm {y}", "nâng cao Chỉ số cải cách hành chính năm {y}", "kiểm soát thủ tục hành chính năm {y}", "đẩy mạnh chuyển đổi số năm {y}",
    ),
    urging=(
        "Qua theo dõi, đến nay còn một số đơn vị chưa thực hiện báo cáo theo quy định tại Công văn số {n}/{code}-VP ngày 10/01/{y}.",
        "Để bảo đảm tiến độ tổng hợp, báo cáo cấp có thẩm quyền, {name} yêu cầu {everyone} thực hiện các nội dung sau:",
    ),
    requests=("Kính đề nghị UBND tỉnh xem xét, phê duyệt./.", "{name} kính trình UBND tỉnh xem xét, quyết định./."),
)
