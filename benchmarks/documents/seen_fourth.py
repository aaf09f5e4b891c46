"""A fourth bank, with offices whose names have commas inside; looked at after it had been measured unseen."""

from __future__ import annotations

from benchmarks.documents.banks import Bank, Labels

BANK = Bank(
    name="seen fourth",
    tasks=(
        "thẩm tra, trình ban hành bộ thủ tục hành chính nội bộ sau khi chuẩn hóa", "khảo sát nhu cầu bồi dưỡng kỹ năng số của công chức cấp xã", "lắp đặt màn hình công khai tiến độ giải quyết hồ sơ tại nơi tiếp nhận",
        "xây dựng kịch bản tuyên truyền trên mạng xã hội, hệ thống truyền thanh cơ sở", "thu hồi các văn bản ban hành không đúng thẩm quyền", "bàn giao dữ liệu hộ tịch đã số hóa cho đơn vị quản lý",
        "cử công chức trực hỗ trợ người cao tuổi nộp hồ sơ trực tuyến", "đánh giá mức độ hoàn thành nhiệm vụ của người đứng đầu gắn với kết quả chuyển đổi số", "lấy phiếu thăm dò mức độ hài lòng của doanh nghiệp",
        "gắn mã QR tra cứu thủ tục tại trụ sở làm việc", "thống kê, phân loại hồ sơ bị trả lại nhiều lần và nêu rõ nguyên nhân", "xác định vị trí việc làm theo khung năng lực mới", "vận hành thử nghiệm trợ lý ảo hỗ trợ công chức",
        "hợp nhất các đầu mối tiếp nhận phản ánh, kiến nghị", "trình phương án tự chủ tài chính giai đoạn mới", "kiểm định độ chính xác của số liệu báo cáo định kỳ", "sửa đổi quy chế chi tiêu nội bộ", "nhập bù dữ liệu hồ sơ phát sinh trước thời điểm sáp nhập",
        "đề xuất bãi bỏ thành phần hồ sơ trùng lặp", "tổ chức đối thoại với người dân về thủ tục đất đai", "xử lý dứt điểm hồ sơ tồn đọng, quá hạn trên hệ thống", "biên tập chuyên mục hỏi đáp trên trang thông tin điện tử",
    ),
    orders_alone=(
        "{lead} khẩn trương {task}{due}.", "Đề nghị {lead} bố trí nhân lực {task}{due}.", "Yêu cầu {lead}: {task}{due}.", "Phân công {lead} tham mưu, {task}{due}.", "Giao {lead} làm đầu mối {task}{due}.", "{lead} tự rà soát, {task}{due}.",
        "Riêng {lead} phải {task}{due}.", "Giao {lead} nghiên cứu, {task}{due}.",
    ),
    orders_with=(
        "Giao {lead} chủ trì, cùng với {support} {task}{due}.", "{lead} phối hợp {support} {task}{due}.", "{lead} chịu trách nhiệm chính, phối hợp với {support} {task}{due}.", "Yêu cầu {lead} làm việc với {support} để {task}{due}.",
        "Giao {lead} chủ trì, trao đổi, thống nhất với {support} {task}{due}.", "Đề nghị {support} phối hợp với {lead} (cơ quan chủ trì) {task}{due}.",
    ),
    day_terms=(
        "; báo cáo kết quả thực hiện trước ngày {d}/{m}/{y}", ", chậm nhất đến hết ngày {d}/{m}/{y}", ". Hoàn thành, báo cáo trước ngày {d} tháng {m} năm {y}", ", gửi kết quả về cơ quan thường trực trước 17 giờ 00 ngày {d}/{m}/{y}",
        ", thời hạn cuối ngày {d}/{m}/{y}", " (trước ngày {d}/{m}/{y})",
    ),
    month_terms=(", hoàn thành dứt điểm trong tháng {m}/{y}", "; thời gian thực hiện: tháng {m} năm {y}", ", trình trong tháng {m}/{y}"),
    quarter_terms=(", hoàn thành trước khi kết thúc quý {q}/{y}", ", trình phê duyệt trong quý {q}/{y}", "; thời gian: quý {q} năm {y}"),
    year_terms=(", hoàn thành trong năm {y}", "; xong trước ngày 31/12/{y}"),
    counted_terms=(
        (" trong vòng {n} ngày làm việc kể từ ngày nhận được văn bản này", True), (", thời hạn không quá {n} ngày kể từ ngày ký ban hành", False), (", sau {n} ngày làm việc kể từ ngày ban hành phải có kết quả", True),
    ),
    recurring_terms=(
        (", định kỳ hằng tháng báo cáo kết quả", "monthly", False), ("; báo cáo trước ngày {d} của tháng cuối mỗi quý", "quarterly", True), (", hằng năm tổng kết, đánh giá", "yearly", False), (", trước ngày {d} hàng tháng tổng hợp, báo cáo", "monthly", True),
    ),
    cell_terms=(
        "Xong trước {d}/{m}/{y}", "Quý {q} năm {y}", "Tháng {m}/{y}", "Hằng tháng", "Trong năm {y}", "{d}/{mm}/{y}", "Thường xuyên trong năm", "Hằng quý", "Trước ngày {d} tháng {m} năm {y}", "Cuối quý {q}/{y}", "Tháng {mm} năm {y}",
    ),
    lead_ins=(
        "Tại cuộc họp, {chief} đã thống nhất một số nội dung và giao nhiệm vụ như sau:", "Trên cơ sở báo cáo, đề xuất của các đơn vị, {chief} có ý kiến như sau:", "Nhằm khắc phục những hạn chế nêu trên, {chief} yêu cầu các đơn vị khẩn trương thực hiện một số nhiệm vụ sau:",
    ),
    telling=(
        "Sáng ngày {d}/{m}/{y}, tại phòng họp trực tuyến, {chief} chủ trì phiên họp thường kỳ.", "Cùng dự có đại diện lãnh đạo, chuyên viên phụ trách của các đơn vị.", "Qua theo dõi, việc thực hiện ở một số nơi còn hình thức, số liệu báo cáo chưa khớp giữa các kỳ.",
    ),
    praise=("Đánh giá cao tinh thần chủ động của các đơn vị trong chuẩn bị tài liệu.", "Thống nhất với các nội dung đề xuất tại dự thảo báo cáo.", "Các đơn vị đã có nhiều cố gắng, cơ bản bảo đảm tiến độ chung."),
    closings=(
        "Thông báo để các cơ quan, đơn vị biết, thực hiện theo tinh thần {this}./.", "Yêu cầu các đơn vị triển khai thực hiện nghiêm túc, kịp thời {this}./.", "Trong quá trình thực hiện, nếu có khó khăn, các đơn vị kịp thời báo cáo để xem xét, điều chỉnh {this}./.",
    ),
    purposes=("Nâng cao trách nhiệm của người đứng đầu trong chỉ đạo công tác cải cách hành chính.", "Kế thừa kết quả đã đạt được, không làm phát sinh thêm thủ tục.", "Việc thực hiện phải đồng bộ, thiết thực, có kiểm tra, đôn đốc."),
    fields=("Công tác chỉ đạo, điều hành CCHC", "Cải cách thể chế hành chính", "Thủ tục hành chính và cơ chế một cửa", "Tổ chức bộ máy hành chính", "Chế độ công vụ", "Tài chính công", "Chính quyền điện tử, chính quyền số"),
    table_heads=(
        ("Số TT", "Nội dung, nhiệm vụ", "Cơ quan, đơn vị chủ trì", "Cơ quan, đơn vị phối hợp", "Thời gian thực hiện", "Dự kiến sản phẩm"), ("TT", "Tên nhiệm vụ", "ĐV chủ trì", "ĐV phối hợp", "Hoàn thành", "Kết quả đầu ra"),
        ("STT", "Nhiệm vụ, hoạt động", "Chủ trì", "Cùng phối hợp", "Mốc thời gian", "Kết quả/sản phẩm"),
    ),
    labels=(
        Labels("Chịu trách nhiệm chính", "Cùng phối hợp", "Thời gian thực hiện", "Phân công thực hiện"), Labels("Cơ quan chủ trì tham mưu", "Các cơ quan phối hợp", "Thời điểm hoàn thành", "Tổ chức thực hiện"), Labels("Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"),
    ),
    results=("Tờ trình, dự thảo", "Báo cáo chuyên đề", "Công văn", "Phiếu khảo sát", "Hệ thống hoạt động", "Văn bản ban hành"),
    recitals=(
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;", "Thực hiện Chỉ thị số {n}/CT-UBND ngày 02/4/{b} của Chủ tịch UBND tỉnh về đẩy mạnh chuyển đổi số;", "Theo đề nghị của Trưởng phòng phụ trách tại Tờ trình ngày 10/01/{y};",
    ),
    subjects=("rà soát, đơn giản hóa thủ tục hành chính năm {y}", "nâng cao chỉ số hài lòng của người dân năm {y}", "chuyển đổi số trong giải quyết thủ tục hành chính năm {y}", "kiểm tra cải cách hành chính năm {y}"),
    urging=("Ngày 20/02/{y}, {name} đã có Công văn số {n}/{code}-VP đề nghị báo cáo; tuy nhiên đến nay một số đơn vị chưa thực hiện.", "Để bảo đảm tiến độ chung, {name} yêu cầu {everyone} thực hiện ngay một số việc sau:"),
    requests=("{name} kính trình Ủy ban nhân dân tỉnh xem xét, phê duyệt./.", "Kính đề nghị Ủy ban nhân dân tỉnh cho ý kiến chỉ đạo để {name} triển khai thực hiện./."),
)
