"""A second bank: kept at first, then looked at once to see where the readers were too narrow; no measure of the unseen any more."""

from __future__ import annotations

from benchmarks.documents.banks import Bank, Labels

BANK = Bank(
    name="seen later",
    tasks=(
        "lập danh mục hồ sơ cần thanh lý, tiêu hủy theo Luật Lưu trữ", "triển khai phần mềm đánh giá cán bộ, công chức hằng quý tới toàn thể đội ngũ", "hướng dẫn cơ sở chuẩn hóa quy trình nội bộ, quy trình điện tử",
        "bố trí trụ sở, trang bị máy quét, máy tính cho điểm tiếp nhận hồ sơ lưu động", "tiếp nhận, phân loại và trả lời đơn thư, phản ánh của công dân", "soạn thảo văn bản trả lời kiến nghị của cử tri sau kỳ họp",
        "thành lập Tổ công nghệ số cộng đồng ở tất cả các thôn, tổ dân phố", "thẩm định phương án cắt giảm thời gian giải quyết các thủ tục về đất đai, xây dựng", "biên tập tin, bài về điểm sáng cải cách hành chính để đăng tải",
        "lấy ý kiến góp ý đối với dự thảo Quy chế làm việc sửa đổi", "chấn chỉnh tác phong, lề lối làm việc của công chức một cửa", "kết nối, chia sẻ dữ liệu chuyên ngành với kho dữ liệu dùng chung của tỉnh",
        "quyết toán kinh phí thực hiện nhiệm vụ khoa học và công nghệ", "luân chuyển vị trí công tác đối với công chức giữ vị trí nhạy cảm", "niêm yết công khai mức thu phí, lệ phí",
        "mở lớp bồi dưỡng kỹ năng số cho viên chức các trường học", "phân tích nguyên nhân từng tiêu chí bị trừ điểm và đề ra giải pháp khắc phục", "tổ chức đối thoại với doanh nghiệp về thủ tục đầu tư",
        "thực hiện tinh giản biên chế theo lộ trình được giao", "vận hành thử nghiệm trợ lý ảo hỗ trợ người dân nộp hồ sơ", "gắn kết quả giải quyết hồ sơ với xếp loại thi đua của từng cá nhân",
        "thu hồi giấy phép đã hết hiệu lực và cập nhật lên hệ thống",
    ),
    orders_alone=(
        "{lead} được giao {task}{due}.", "Phân công {lead} {task}{due}.", "{lead} phải {task}{due}.", "Chỉ đạo {lead} {task}{due}.", "{lead} là đơn vị đầu mối {task}{due}.",
        "Thống nhất giao {lead} {task}{due}.", "Đồng thời, yêu cầu {lead} {task}{due}.", "Về nội dung này, giao {lead} {task}{due}.",
    ),
    orders_with=(
        "{lead} cùng {support} {task}{due}, trong đó {lead} chủ trì.", "Phân công {lead} làm đầu mối, phối hợp cùng {support} {task}{due}.", "Đề nghị {lead} chủ trì, phối hợp {support} {task}{due}.",
        "{lead} có trách nhiệm chủ trì, phối hợp với {support} và các cơ quan liên quan {task}{due}.", "{lead} chủ trì {task}{due}; {support} phối hợp thực hiện.",
    ),
    day_terms=(
        ", thời hạn hoàn thành: {d}/{m}/{y}", "; gửi kết quả về cơ quan thường trực muộn nhất ngày {d}/{m}/{y}", ", trình lãnh đạo ký trước 17 giờ 00 ngày {d}/{m}/{y}", ", xong trước {d}/{m}/{y}",
        ", hạn cuối ngày {d}.{m}.{y}", ", đến hết ngày {d}/{m}/{y} phải hoàn thành",
    ),
    month_terms=(" ngay trong tháng {m}/{y}", ", kết thúc trong tháng {m}/{y}", " (tháng {m}/{y})"),
    quarter_terms=(", thời gian hoàn thành: Quý {q}/{y}", " (Quý {q} năm {y})", ", chậm nhất trong quý {q} năm {y}"),
    year_terms=(", thời gian thực hiện: năm {y}", ", đến hết năm {y} phải xong"),
    counted_terms=(
        (", chậm nhất sau {n} ngày kể từ khi nhận được thông báo này", False), (" không quá {n} ngày làm việc kể từ ngày văn bản có hiệu lực", True), (", thời hạn {n} ngày làm việc tính từ ngày ký", True),
    ),
    recurring_terms=(
        (" và báo cáo vào ngày {d} hàng tháng", "monthly", True), (", mỗi quý báo cáo một lần", "quarterly", False), (", hàng tuần cập nhật tiến độ tại giao ban", "weekly", False),
        (", định kỳ 06 tháng, báo cáo kết quả", "half_yearly", False),
    ),
    cell_terms=(
        "Quý {q} năm {y}", "Xong trước {d}/{m}/{y}", "Tháng {mm} năm {y}", "Hàng tháng", "Thường xuyên trong năm", "Định kỳ hằng quý", "Ngày {d}/{mm}/{y}", "Trong Quý {q}/{y}", "Chậm nhất {d}/{m}/{y}", "6 tháng/lần", "Cuối tháng {m}/{y}",
    ),
    lead_ins=(
        "Tại cuộc họp, sau khi nghe các đơn vị báo cáo tiến độ, {chief} có ý kiến chỉ đạo như sau:", "Kết thúc buổi làm việc, {chief} giao nhiệm vụ cụ thể như sau:",
        "Qua nghe báo cáo và thảo luận, {chief} thống nhất kết luận các nội dung dưới đây:",
    ),
    telling=(
        "Chiều ngày {d}/{m}/{y}, tại Phòng họp số 2, {chief} chủ trì hội nghị sơ kết và bàn nhiệm vụ trọng tâm những tháng tiếp theo.",
        "Cùng dự có đại diện lãnh đạo các đơn vị và chuyên viên tham mưu.",
        "Bên cạnh những kết quả tích cực, vẫn còn tình trạng hồ sơ để quá hạn, trách nhiệm của người đứng đầu ở một số nơi chưa rõ.",
    ),
    praise=(
        "Hoan nghênh tinh thần chủ động của các đơn vị trong sáu tháng vừa qua.", "Nhìn chung, các nhiệm vụ cơ bản bảo đảm yêu cầu đề ra.", "Kết quả bước đầu đáng ghi nhận, góp phần cải thiện môi trường đầu tư.",
    ),
    closings=(
        "Nhận được {this}, đề nghị thủ trưởng các đơn vị nghiêm túc chấp hành./.", "Mọi vướng mắc phát sinh đề nghị phản ánh về cơ quan thường trực để được hướng dẫn./.",
        "Trên đây là {this}, kính báo các đồng chí biết, thực hiện./.",
    ),
    purposes=(
        "Góp phần xây dựng nền hành chính chuyên nghiệp, kỷ cương, phục vụ nhân dân.", "Nâng cao nhận thức, trách nhiệm của đội ngũ công chức, nhất là người đứng đầu.", "Bảo đảm sự phối hợp nhịp nhàng giữa các bộ phận, tránh hình thức.",
    ),
    fields=(
        "Về công tác chỉ đạo, điều hành cải cách hành chính", "Về cải cách thể chế", "Cải cách TTHC và thực hiện cơ chế một cửa", "Sắp xếp tổ chức bộ máy hành chính", "Cải cách công chức, công vụ", "Về tài chính công", "Phát triển chính quyền số",
    ),
    table_heads=(
        ("Số TT", "Tên nhiệm vụ", "Bộ phận chủ trì", "Bộ phận phối hợp", "Thời gian thực hiện", "Kết quả đầu ra"), ("STT", "Nhiệm vụ, giải pháp", "Đơn vị thực hiện", "Đơn vị phối hợp", "Tiến độ", "Sản phẩm dự kiến"),
        ("TT", "Công việc", "Cơ quan, đơn vị chủ trì thực hiện", "Cơ quan, đơn vị phối hợp thực hiện", "Hoàn thành", "Sản phẩm hoàn thành"),
    ),
    labels=(
        Labels("Cơ quan chủ trì thực hiện", "Cơ quan phối hợp thực hiện", "Thời hạn hoàn thành", "Tổ chức thực hiện"), Labels("Bộ phận chủ trì", "Bộ phận phối hợp", "Tiến độ thực hiện", "Phân công trách nhiệm"),
        Labels("Đơn vị thực hiện", "Đơn vị cùng phối hợp", "Thời gian hoàn thành"),
    ),
    results=("Danh mục", "Quy chế", "Văn bản hướng dẫn", "Hội nghị", "Phần mềm", "Kế hoạch hành động"),
    recitals=(
        "Thực hiện Chỉ thị số {n}/CT-TTg ngày 10 tháng 9 năm {b} của Thủ tướng Chính phủ về chấn chỉnh kỷ luật, kỷ cương hành chính;",
        "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ về thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông;",
        "Theo Kết luận số {n}-KL/TU ngày 20/11/{b} của Ban Thường vụ Tỉnh ủy;",
    ),
    subjects=("khắc phục tồn tại, hạn chế trong cải cách hành chính năm {y}", "phát triển chính quyền số, dịch vụ công trực tuyến năm {y}", "triển khai công tác dân vận chính quyền năm {y}", "thực hành tiết kiệm, chống lãng phí năm {y}"),
    urging=(
        "Tuy đã hết thời hạn nêu tại Văn bản số {n}/{code}-TCHC ngày 05 tháng 02 năm {y}, vẫn còn nhiều đơn vị chậm gửi kết quả.",
        "Nhằm kịp thời hoàn thành nhiệm vụ được giao, {name} đề nghị {everyone} tập trung thực hiện một số việc cụ thể sau:",
    ),
    requests=("{name} trân trọng đề nghị cấp có thẩm quyền xem xét, cho ý kiến chỉ đạo./.", "Rất mong nhận được sự quan tâm, xem xét của UBND tỉnh./."),
)
