"""Scoring texts as offices write them, and what each says: the maximum, the text, the rule in short words."""

from __future__ import annotations

UNDERSTOOD: list[tuple[str, str, str]] = [
    # against_previous
    ("2", "Giảm so với năm trước: 2; bằng: 1; tăng: 0", "against_previous up 2 equal 1 down 0 better lower"),
    ("1", "Cao hơn năm trước: 1; bằng hoặc thấp hơn: 0", "against_previous up 1 equal 0 down 0"),
    ("1", "Tăng so với năm trước: 1; giữ nguyên: 0,5; giảm: 0", "against_previous up 1 equal 0.5 down 0"),
    ("1", "Duy trì hoặc tăng so với năm trước: 1; giảm so với năm trước: 0", "against_previous up 1 equal 1 down 0"),
    # conditions
    ("2", "Duy trì, đánh giá nội bộ, công bố lại: 2; thiếu một: 1; không: 0", "conditions duy trì + đánh giá nội bộ + công bố lại: 2, 1"),
    ("1", "Đủ cả hai điều kiện: 1; thiếu một: 0,5; thiếu cả hai: 0", "conditions điều kiện 1 + điều kiện 2: 1, 0.5; to confirm"),
    (
        "3", "Đạt cả 3 nội dung: 3; đạt 2/3 nội dung: 2; đạt 1/3 nội dung: 1; không đạt: 0",
        "conditions điều kiện 1 + điều kiện 2 + điều kiện 3: 3, 2, 1; to confirm",
    ),
    (
        "1.5", "Đủ 3/3 nội dung: 1,5; 2/3 nội dung: 1; 1/3 nội dung: 0,5; 0/3: 0",
        "conditions điều kiện 1 + điều kiện 2 + điều kiện 3: 1.5, 1, 0.5; to confirm",
    ),
    (
        "1", "Đảm bảo đủ 02 yêu cầu: 1 điểm; chỉ đảm bảo 01 yêu cầu: 0,5 điểm; không đảm bảo: 0 điểm",
        "conditions điều kiện 1 + điều kiện 2: 1, 0.5; to confirm",
    ),
    # deduction
    ("3", "100%: 3; mỗi TTHC chậm trừ 0,5, tối thiểu 0; không phát sinh: 3", "deduction points_each 0.5 counted done; nothing arose: full"),
    ("3", "Không vi phạm: 3; mỗi người bị kỷ luật trừ 1, tối thiểu 0", "deduction points_each 1 counted faults"),
    ("1", "Báo cáo đầy đủ, đúng hạn: 1. Cứ 01 báo cáo chậm trừ 0,25 điểm", "deduction points_each 0.25 counted faults"),
    ("1", "Mỗi văn bản chậm trừ 0,1 điểm, tối đa không quá 1 điểm", "deduction points_each 0.1 counted faults"),
    ("2", "Đủ 4 báo cáo: 2 điểm; thiếu 01 báo cáo trừ 0,5 điểm/báo cáo", "deduction points_each 0.5 counted done"),
    ("1", "Trừ 0,25 điểm cho mỗi báo cáo chậm", "deduction points_each 0.25 counted faults"),
    ("1", "100% văn bản: 1; mỗi văn bản sai trừ 0,5 (trừ trường hợp do nguyên nhân khách quan)", "deduction points_each 0.5 counted done"),
    ("2", "Hằng quý có báo cáo: 2 điểm, thiếu mỗi báo cáo trừ 0,5 điểm", "deduction points_each 0.5 counted faults"),
    ("2", "Có sai phạm bị phát hiện: trừ 1 điểm/lần; không có sai phạm: 2", "deduction points_each 1 counted faults"),
    ("1", "Không có đơn thư khiếu nại kéo dài: 1 điểm; cứ 1 vụ khiếu nại kéo dài trừ 0,5 điểm", "deduction points_each 0.5 counted faults"),
    ("2", "Nếu 100% TTHC thì 2 điểm, nếu thiếu 1 TTHC thì trừ 0,1 điểm", "deduction points_each 0.1 counted done"),
    ("1", "Kế hoạch có đầy đủ 6 nội dung: 1 điểm; thiếu 01 nội dung trừ 0,25 điểm", "deduction points_each 0.25 counted done"),
    ("2", "Điểm tối đa: 2. Mỗi văn bản tham mưu chậm trừ 0,2 điểm", "deduction points_each 0.2 counted faults"),
    ("2", "Đối với mỗi tiêu chí không đạt trừ 0,5 điểm", "deduction points_each 0.5 counted faults"),
    ("2", "Trừ 0,5 điểm/01 văn bản ban hành sai thể thức, trừ không quá 2 điểm", "deduction points_each 0.5 counted faults"),
    ("1", "Mỗi lần chậm bị trừ 0,25 điểm nhưng không quá số điểm tối đa", "deduction points_each 0.25 counted faults"),
    ("2", "Cứ mỗi hồ sơ trễ hạn bị trừ 0,1 điểm cho đến khi hết điểm", "deduction points_each 0.1 counted faults"),
    # gate
    ("1.5", "(số nhiệm vụ đúng hạn / tổng) x 1,5; trừ khi có nhiệm vụ quá hạn chưa xong: 0", "gate zero, proportional"),
    ("2", "Ban hành và hoàn thành 100%: 2; 80% đến dưới 100%: 1; còn lại: 0", "gate yes, steps of share >=100%: 2, >=80%: 1, else: 0; to confirm"),
    ("1", "Đúng thời gian: 1; Chậm 01 ngày trừ 0,1 điểm; không báo cáo: 0", "gate yes, deduction points_each 0.1 counted faults"),
    # levels
    ("2", "Kịp thời: 2; không kịp thời: 1; không ban hành: 0", "levels kịp thời: 2, không kịp thời: 1, không ban hành: 0"),
    (
        ".5", "Ban hành đúng thời hạn: 0,5\nBan hành chậm: 0,25\nKhông ban hành: 0",
        "levels ban hành đúng thời hạn: 0.5, ban hành chậm: 0.25, không ban hành: 0",
    ),
    (
        "1", "Thực hiện đầy đủ: 1; Thực hiện không đầy đủ: 0,5; Không thực hiện: 0",
        "levels thực hiện đầy đủ: 1, thực hiện không đầy đủ: 0.5, không thực hiện: 0",
    ),
    (
        ".5", "Ban hành đúng thời hạn: 0,5 / Ban hành chậm: 0,25 / Không ban hành: 0",
        "levels ban hành đúng thời hạn: 0.5, ban hành chậm: 0.25, không ban hành: 0",
    ),
    ("2", "Kịp thời: 2 điểm, không kịp thời: 1 điểm, không ban hành: 0 điểm", "levels kịp thời: 2, không kịp thời: 1, không ban hành: 0"),
    ("2", "Kịp thời: 2 Không kịp thời: 1 Không ban hành: 0", "levels kịp thời: 2, không kịp thời: 1, không ban hành: 0"),
    ("2", "Kip thoi: 2; khong kip thoi: 1; khong ban hanh: 0", "levels kip thoi: 2, khong kip thoi: 1, khong ban hanh: 0"),
    ("2", "Tốt: 2; Khá: 1,5; Trung bình: 1; Yếu: 0", "levels tốt: 2, khá: 1.5, trung bình: 1, yếu: 0"),
    ("1", "1 điểm: ban hành đúng hạn; 0,5 điểm: ban hành chậm; 0 điểm: không ban hành", "levels ban hành đúng hạn: 1, ban hành chậm: 0.5, không ban hành: 0"),
    ("1", "Đạt 1 điểm nếu ban hành đúng hạn, 0,5 điểm nếu chậm, 0 điểm nếu không ban hành", "levels ban hành đúng hạn: 1, chậm: 0.5, không ban hành: 0"),
    (
        ".5", "Ban hành đúng hạn (0,5 điểm); ban hành chậm (0,25 điểm); không ban hành (0 điểm)",
        "levels ban hành đúng hạn: 0.5, ban hành chậm: 0.25, không ban hành: 0",
    ),
    ("1", "Ban hành trước 15/01: 1; từ 15/01 đến 31/01: 0,5; sau 31/01: 0", "levels ban hành trước 15/01: 1, từ 15/01 đến 31/01: 0.5, sau 31/01: 0"),
    (
        "2", "Hoàn thành 100% đúng hạn: 2; hoàn thành 100% nhưng chậm: 1; chưa hoàn thành: 0",
        "levels hoàn thành 100% đúng hạn: 2, hoàn thành 100% nhưng chậm: 1, chưa hoàn thành: 0; to confirm",
    ),
    ("2", "Vượt chỉ tiêu: 2; đạt chỉ tiêu: 1; không đạt: 0", "levels vượt chỉ tiêu: 2, đạt chỉ tiêu: 1, không đạt: 0"),
    ("2", "Xếp loại A: 2; loại B: 1; loại C: 0", "levels xếp loại A: 2, loại B: 1, loại C: 0"),
    (
        "1", "Có kế hoạch, có báo cáo kết quả: 1; chỉ có kế hoạch: 0,5; không có: 0",
        "levels có kế hoạch, có báo cáo kết quả: 1, chỉ có kế hoạch: 0.5, không có: 0",
    ),
    (
        "1", "Nếu ban hành đúng hạn thì được 1 điểm, ban hành chậm thì được 0,5 điểm, không ban hành thì không có điểm",
        "levels ban hành đúng hạn: 1, ban hành chậm: 0.5, không ban hành: 0",
    ),
    (
        "1", "Thực hiện tốt: 1 điểm; Thực hiện khá 0,75 điểm; Trung bình 0,5 điểm; Yếu 0 điểm",
        "levels thực hiện tốt: 1, thực hiện khá: 0.75, trung bình: 0.5, yếu: 0",
    ),
    (
        ".5", "Ban hành kịp thời (trong Quý IV của năm trước liền kề năm kế hoạch): 0,5\nBan hành không kịp thời: 0,25\nKhông ban hành: 0",
        "levels ban hành kịp thời (trong Quý IV của năm trước liền kề năm kế hoạch): 0.5, ban hành không kịp thời: 0.25, không ban hành: 0",
    ),
    (
        "1",
        (
            "Đã hoàn thành 100% nhiệm vụ được giao đúng tiến độ: 1\n"
            "Hoàn thành 100% nhiệm vụ được giao nhưng có nhiệm vụ hoàn thành muộn so với tiến độ: 0,5\n"
            "Có nhiệm vụ quá hạn nhưng chưa hoàn thành: 0"
        ),
        (
            "levels đã hoàn thành 100% nhiệm vụ được giao đúng tiến độ: 1, "
            "hoàn thành 100% nhiệm vụ được giao nhưng có nhiệm vụ hoàn thành muộn so với tiến độ: 0.5, có nhiệm vụ quá hạn nhưng chưa hoàn thành: 0; to confirm"
        ),
    ),
    (
        "1", "Có ban hành và triển khai có hiệu quả: 1; ban hành nhưng không triển khai: 0,5; không ban hành: 0",
        "levels có ban hành và triển khai có hiệu quả: 1, ban hành nhưng không triển khai: 0.5, không ban hành: 0",
    ),
    ("2", "Mức 1: 0; Mức 2: 1; Mức 3: 2", "levels mức 1: 0, mức 2: 1, mức 3: 2"),
    ("1", "Đủ hồ sơ, đúng hạn: 1; đủ hồ sơ, trễ hạn: 0,5; không đủ hồ sơ: 0", "levels đủ hồ sơ, đúng hạn: 1, đủ hồ sơ, trễ hạn: 0.5, không đủ hồ sơ: 0"),
    ("2", "Đạt mức độ 3: 1; đạt mức độ 4: 2; không đạt: 0", "levels đạt mức độ 3: 1, đạt mức độ 4: 2, không đạt: 0"),
    (
        "1",
        (
            "Ban hành đúng thời gian quy định (trước ngày 31/12 của năm trước liền kề): 1 điểm; ban hành sau thời gian quy định: 0,5 điểm; "
            "không ban hành: 0 điểm"
        ),
        "levels ban hành đúng thời gian quy định (trước ngày 31/12 của năm trước liền kề): 1, ban hành sau thời gian quy định: 0.5, không ban hành: 0",
    ),
    (
        "1", "Nếu ban hành sau ngày 15/01: 0,5 điểm. Ban hành trước ngày 15/01: 1 điểm. Không ban hành: 0 điểm",
        "levels ban hành sau ngày 15/01: 0.5, ban hành trước ngày 15/01: 1, không ban hành: 0",
    ),
    ("1", "Đầy đủ theo quy định: 1 điểm, không đầy đủ hoặc không có: 0 điểm", "levels đầy đủ theo quy định: 1, không đầy đủ: 0, không có: 0"),
    ("2", "Xếp loại Tốt: 2 điểm; Khá: 1,5 điểm; Trung bình: 1 điểm; Yếu: 0 điểm", "levels xếp loại Tốt: 2, khá: 1.5, trung bình: 1, yếu: 0"),
    (
        "1", "Có kế hoạch và triển khai đầy đủ được 1 điểm; Có kế hoạch nhưng triển khai chưa đầy đủ được 0,5 điểm; Không có kế hoạch thì không được điểm",
        "levels có kế hoạch và triển khai đầy đủ: 1, có kế hoạch nhưng triển khai chưa đầy đủ: 0.5, không có kế hoạch: 0",
    ),
    (
        "1", "Không có CBCC bị kỷ luật: 1; Có CBCC bị kỷ luật khiển trách: 0,5; Có CBCC bị kỷ luật từ cảnh cáo trở lên: 0",
        "levels không có CBCC bị kỷ luật: 1, có CBCC bị kỷ luật khiển trách: 0.5, có CBCC bị kỷ luật từ cảnh cáo trở lên: 0",
    ),
    (
        "2", "Gửi đúng hạn, đủ nội dung: 2; đúng hạn nhưng thiếu nội dung: 1; chậm: 0,5; không gửi: 0",
        "levels gửi đúng hạn, đủ nội dung: 2, đúng hạn nhưng thiếu nội dung: 1, chậm: 0.5, không gửi: 0",
    ),
    ("2", "50% điểm tối đa nếu chậm; 100% điểm tối đa nếu đúng hạn; 0 điểm nếu không thực hiện", "levels chậm: 1, đúng hạn: 2, không thực hiện: 0"),
    (
        "2", "Thực hiện đúng quy trình: đạt điểm tối đa; thực hiện chưa đúng: đạt 50% số điểm; không thực hiện: 0 điểm",
        "levels thực hiện đúng quy trình: 2, thực hiện chưa đúng: 1, không thực hiện: 0",
    ),
    ("2", "Đúng tiến độ: 100% số điểm; chậm tiến độ: 50% số điểm; không thực hiện: 0", "levels đúng tiến độ: 2, chậm tiến độ: 1, không thực hiện: 0"),
    (
        "2", "Có bộ phận một cửa, bố trí đủ trang thiết bị: 2; có nhưng chưa đủ: 1; chưa có: 0",
        "levels có bộ phận một cửa, bố trí đủ trang thiết bị: 2, có nhưng chưa đủ: 1, chưa có: 0",
    ),
    ("2", "Hoàn thành trước 30/11: 2; sau 30/11: 1; không: 0", "levels hoàn thành trước 30/11: 2, sau 30/11: 1, không: 0"),
    # per_item
    ("2", "Mỗi sáng kiến được 0,5 điểm, tối đa 2 điểm", "per_item points_each 0.5"),
    ("2", "Số sáng kiến x 0,5", "per_item points_each 0.5"),
    ("1", "Mỗi cuộc kiểm tra được 0,25 điểm (tối đa 1 điểm)", "per_item points_each 0.25"),
    # proportional
    ("4", "b/a x 4, dưới 70%: 0; không được giao: không áp dụng", "proportional floor 70%; nothing arose: drop"),
    ("2", "b/a x 2; không phát sinh: 0", "proportional; nothing arose: zero"),
    ("4", "Điểm phiếu quy đổi theo tỷ lệ", "proportional; to confirm"),
    (
        "2",
        (
            "Nếu tỷ lệ đạt từ 80% - 100% thì điểm đánh giá được tính theo công thức: (tỷ lệ % x điểm tối đa)/100%; "
            "nếu tỷ lệ đạt dưới 80% thì điểm đánh giá là 0"
        ),
        "proportional floor 80%",
    ),
    (
        "1.5",
        (
            "Tính điểm theo công thức (b/a) x điểm tối đa, trong đó a là tổng số nhiệm vụ phải thực hiện, b là số nhiệm vụ đã hoàn thành; "
            "nếu tỷ lệ này < 0,80 thì điểm đánh giá là 0"
        ),
        "proportional floor 80%",
    ),
    (
        "2",
        (
            "Tính điểm theo công thức:\n(b/a) x Điểm tối đa\nTrong đó:\na là tổng số hồ sơ đã giải quyết.\nb là số hồ sơ giải quyết đúng hạn.\n"
            "Trường hợp tỷ lệ b/a < 0,95 thì điểm đánh giá là 0."
        ),
        "proportional floor 95%",
    ),
    ("1", "Nếu b/a ≥ 0,3 thì đạt điểm tối đa; nếu b/a < 0,3 thì điểm đánh giá được tính theo công thức: [(b/a) x 1,00]/0,30", "proportional full_at 30%"),
    (
        "1",
        (
            "Nếu tỷ lệ từ 40% trở lên thì điểm đánh giá là 1; nếu tỷ lệ dưới 40% thì tính theo công thức: (b/a)/40% x 1\n"
            "Trong đó: a là tổng số hồ sơ; b là số hồ sơ trực tuyến"
        ),
        "proportional full_at 40%",
    ),
    ("2", "100%: điểm tối đa; từ 70% đến dưới 100%: tính theo tỷ lệ; dưới 70%: 0", "proportional floor 70%"),
    ("2", "Không phát sinh: điểm tối đa; b/a x 2", "proportional; nothing arose: full"),
    ("2", "b/a x 2; không phát sinh thì không tính điểm", "proportional; to confirm"),
    ("6", "Điểm = (số hồ sơ đúng hạn/tổng số hồ sơ) × 6. Dưới 90%: 0 điểm", "proportional floor 90%"),
    ("3", "Mức độ hoàn thành x điểm tối đa", "proportional"),
    ("2", "(Số TTHC đã rà soát/Tổng số TTHC phải rà soát) x 100% x 2", "proportional"),
    (
        "1.5",
        (
            "Từ 95% - 100% số hồ sơ TTHC trong năm được giải quyết đúng hạn thì điểm đánh giá được tính theo công thức:\n"
            "(Tỷ lệ % hồ sơ đúng hạn x 1,5)/100%\nDưới 95% số hồ sơ TTHC trong năm được giải quyết đúng hạn: 0"
        ),
        "proportional floor 95%",
    ),
    (
        "2", "Tỷ lệ hồ sơ trực tuyến đạt từ 50% trở lên: 2; nếu dưới 50% thì điểm đánh giá được tính theo công thức: (tỷ lệ % đạt được x 2)/50%",
        "proportional full_at 50%",
    ),
    (
        "2", "- Đạt 100% kế hoạch: 2 điểm.\n- Đạt dưới 100% thì điểm đánh giá được tính theo công thức: (Tỷ lệ % hoàn thành x điểm tối đa)/100%.",
        "proportional",
    ),
    ("2", "Điểm đánh giá = 2 x (Số đơn vị đạt/Tổng số đơn vị)", "proportional"),
    (
        "2",
        (
            "Nếu b/a ≥ 0,5 thì điểm đánh giá là 2\nNếu b/a < 0,5 thì điểm đánh giá = [(b/a) x 2]/0,5\nTrong đó:\n+ a: Tổng số hồ sơ tiếp nhận\n"
            "+ b: Số hồ sơ tiếp nhận trực tuyến"
        ),
        "proportional full_at 50%",
    ),
    ("5", "Điểm được tính = (số phiếu hài lòng và rất hài lòng / tổng số phiếu) x 5", "proportional"),
    ("5", "Kết quả điều tra xã hội học quy đổi ra điểm theo tỷ lệ", "proportional; to confirm"),
    ("10", "Tỷ lệ hài lòng (%) x 10", "proportional"),
    ("2", "Tính điểm theo công thức (b/a) x điểm tối đa (a là tổng số đơn vị; b là số đơn vị đạt). Dưới 50% không tính điểm", "proportional floor 50%"),
    (
        "2", "Nếu tỷ lệ ≥ 90% thì đạt điểm tối đa; nếu tỷ lệ từ 70% đến < 90% thì điểm = tỷ lệ x điểm tối đa; nếu < 70% thì 0 điểm",
        "proportional floor 70% full_at 90% scaled no",
    ),
    (
        "1",
        (
            "Trường hợp không có vấn đề phải xử lý thì đạt điểm tối đa. Tính điểm theo công thức (b/a) x 1, trong đó a là số vấn đề phát "
            "hiện, b là số vấn đề đã xử lý"
        ),
        "proportional; nothing arose: full",
    ),
    ("2", "Tỷ lệ x 2 (nếu dưới 60% thì bằng 0)", "proportional floor 60%"),
    ("2", "Điểm số = Tỷ lệ hoàn thành * 2", "proportional"),
    ("2", "Điểm = Tỷ lệ % x 2", "proportional"),
    ("3", "Điểm đạt được = Số hồ sơ trả đúng hạn / Tổng số hồ sơ x 3", "proportional"),
    ("2", "Số điểm = (Tổng số hồ sơ giải quyết đúng hạn : Tổng số hồ sơ đã giải quyết) x 2", "proportional"),
    ("2", "Đơn vị không phát sinh hồ sơ được loại trừ khỏi tổng điểm; b/a x 2", "proportional; nothing arose: drop"),
    ("10", "Chỉ số hài lòng từ 90% trở lên: 10 điểm; dưới 90%: (Chỉ số hài lòng/90%) x 10", "proportional full_at 90%"),
    # steps
    ("2", "Vượt từ 10%: 2; hoàn thành: 1; không: 0", "steps of share >=110%: 2, >=100%: 1, else: 0"),
    ("1", "Không phát sinh đơn thư: 1; phát sinh 1 đơn: 0,5; phát sinh từ 2 đơn: 0", "steps of number else: 1, >=1: 0.5, >=2: 0"),
    ("1", "- Từ 95% trở lên: 1,0 điểm;\n- Từ 80% đến dưới 95%: 0,5 điểm;\n- Dưới 80%: 0 điểm.", "steps of share >=95%: 1, >=80%: 0.5, else: 0"),
    ("1", "Từ 90% số nhiệm vụ trở lên: 1; Từ 70% đến dưới 90% số nhiệm vụ: 0,5; Dưới 70% số nhiệm vụ: 0", "steps of share >=90%: 1, >=70%: 0.5, else: 0"),
    ("1.5", "Hoàn thành 100% kế hoạch: 1,5 / Hoàn thành từ 85% đến dưới 100%: 1 / Hoàn thành dưới 85%: 0", "steps of share >=100%: 1.5, >=85%: 1, else: 0"),
    ("2", "Có từ 02 sáng kiến trở lên: 2\nCó 01 sáng kiến: 1\nKhông có sáng kiến: 0", "steps of number >=2: 2, >=1: 1, else: 0"),
    ("1", "Không có cơ quan vi phạm: 1; Có 01 cơ quan vi phạm: 0,5; Có từ 02 cơ quan vi phạm trở lên: 0", "steps of number else: 1, >=1: 0.5, >=2: 0"),
    ("1", "Trên 80%: 1; từ 60 - 80%: 0,5; dưới 60%: 0", "steps of share >80%: 1, >=60%: 0.5, else: 0"),
    ("2", "Từ 90% trở lên: 2; từ 80%: 1,5; từ 70%: 1; dưới 70%: 0", "steps of share >=90%: 2, >=80%: 1.5, >=70%: 1, else: 0"),
    ("2", "≥ 95%: 2; 80% - <95%: 1; <80%: 0", "steps of share >=95%: 2, >=80%: 1, else: 0"),
    ("2", ">= 95%: 2; >= 80%: 1; < 80%: 0", "steps of share >=95%: 2, >=80%: 1, else: 0"),
    ("2", "80% ≤ tỷ lệ < 90%: 1; tỷ lệ ≥ 90%: 2; tỷ lệ < 80%: 0", "steps of share >=90%: 2, >=80%: 1, else: 0"),
    ("1", "Đúng hạn: 1; chậm từ 1 đến 5 ngày: 0,5; chậm trên 5 ngày: 0", "steps of number else: 1, >=1: 0.5, >5: 0"),
    ("1", "Đúng hạn: 1; chậm dưới 5 ngày: 0,5; chậm từ 5 ngày trở lên: 0", "steps of number else: 1, >0: 0.5, >=5: 0"),
    ("1", "Đủ 4 báo cáo: 1; 3 báo cáo: 0,5; dưới 3 báo cáo: 0", "steps of number >=4: 1, >=3: 0.5, else: 0"),
    ("2", "Đạt từ 95% trở lên được 2 điểm; từ 80% đến dưới 95% được 1 điểm; dưới 80% không tính điểm", "steps of share >=95%: 2, >=80%: 1, else: 0"),
    ("2", "Trường hợp trong năm không phát sinh thì đạt điểm tối đa; 100%: 2; dưới 100%: 0", "steps of share >=100%: 2, else: 0; nothing arose: full"),
    ("2", "Trên 50%: 2; 30% - 50%: 1", "steps of share >50%: 2, >=30%: 1, else: 0; to confirm"),
    ("2", "Tăng từ 5% trở lên: 2; tăng dưới 5%: 1; không tăng: 0", "steps of share >=5%: 2, >0%: 1, else: 0; to confirm"),
    (
        "2", "Đạt 100% chỉ tiêu: 2 điểm\nĐạt từ 80% đến\ndưới 100% chỉ tiêu: 1 điểm\nĐạt dưới 80% chỉ tiêu: 0 điểm",
        "steps of share >=100%: 2, >=80%: 1, else: 0",
    ),
    ("2", "Từ 1 đến 10: 2; từ 11 đến 20: 1; trên 20: 0", "steps of number else: 2, >=11: 1, >20: 0"),
    ("1", "50% số cơ quan: 1; dưới 50% số cơ quan: 0", "steps of share >=50%: 1, else: 0; to confirm"),
    ("2", "Tỷ lệ hồ sơ trễ hạn dưới 2%: 2; từ 2% đến 5%: 1; trên 5%: 0", "steps of share else: 2, >=2%: 1, >5%: 0"),
    ("1", "Dưới 50%: 0; từ 50% đến dưới 70%: 0,5; từ 70% trở lên: 1", "steps of share >=70%: 1, >=50%: 0.5, else: 0"),
    ("1", "Đạt từ 80 % trở lên : 1đ; Đạt từ 50 % đến dưới 80 % : 0.5đ; Dưới 50 % : 0đ", "steps of share >=80%: 1, >=50%: 0.5, else: 0"),
    (
        "2",
        (
            "Hoàn thành từ 100% kế hoạch: 2\nHoàn thành từ 85% - dưới 100% kế hoạch: 1\nHoàn thành từ 70% - dưới 85% kế hoạch: 0,5\n"
            "Hoàn thành dưới 70% kế hoạch: 0"
        ),
        "steps of share >=100%: 2, >=85%: 1, >=70%: 0.5, else: 0",
    ),
    (".5", "Đủ số lượng báo cáo (04 báo cáo): 0,5; thiếu 01 báo cáo: 0,25; thiếu từ 02 báo cáo trở lên: 0", "steps of number else: 0.5, >=1: 0.25, >=2: 0"),
    (
        "1",
        (
            "100% số vấn đề phát hiện đều được xử lý hoặc kiến nghị xử lý: 1\n"
            "Từ 70% - dưới 100% số vấn đề phát hiện được xử lý hoặc kiến nghị xử lý: 0,5\n"
            "Dưới 70% số vấn đề phát hiện được xử lý hoặc kiến nghị xử lý: 0"
        ),
        "steps of share >=100%: 1, >=70%: 0.5, else: 0",
    ),
    (
        "1", "Tính tỷ lệ % giữa số TTHC đã công bố so với tổng số TTHC phải công bố. Nếu đạt 100%: 1; từ 80% đến dưới 100%: 0,5; dưới 80%: 0",
        "steps of share >=100%: 1, >=80%: 0.5, else: 0",
    ),
    ("1.5", "Trên 60%: 1,5\nTừ 40 - 60%: 1\nTừ 20 - dưới 40%: 0,5\nDưới 20%: 0", "steps of share >60%: 1.5, >=40%: 1, >=20%: 0.5, else: 0"),
    ("2", "Có 02 sáng kiến trở lên được công nhận: 2 điểm; có 01 sáng kiến được công nhận: 1 điểm", "steps of number >=2: 2, >=1: 1, else: 0; to confirm"),
    ("1", "Công khai đầy đủ, kịp thời 100% TTHC: 1; công khai không đầy đủ hoặc không kịp thời: 0", "steps of share >=100%: 1, else: 0"),
    (
        "1", "100% CBCC được đào tạo: 1; Từ 90% đến dưới 100%: 0,75; Từ 80% đến dưới 90%: 0,5; Dưới 80%: 0",
        "steps of share >=100%: 1, >=90%: 0.75, >=80%: 0.5, else: 0",
    ),
    ("2", "Hoàn thành trên 90%: 2 điểm; 70% đến 90%: 1 điểm; dưới 70%: 0 điểm", "steps of share >90%: 2, >=70%: 1, else: 0"),
    ("2", "TREN 90%: 2; TU 70% DEN 90%: 1; DUOI 70%: 0", "steps of share >90%: 2, >=70%: 1, else: 0"),
    ("1", "Giảm từ 10% trở lên so với năm trước: 1; giảm dưới 10%: 0,5; không giảm: 0", "steps of share >=10%: 1, >0%: 0.5, else: 0; to confirm"),
    ("2", "Dưới 1% hồ sơ trễ hạn: 2; từ 1% đến dưới 3%: 1; từ 3% trở lên: 0", "steps of share else: 2, >=1%: 1, >=3%: 0"),
    ("1", "Đầy đủ: 1 điểm\nThiếu 1 nội dung: 0,5 điểm\nThiếu 2 nội dung trở lên: 0 điểm", "steps of number else: 1, >=1: 0.5, >=2: 0"),
    (
        "3", "Hoàn thành 100% chỉ tiêu giao = 3 điểm, hoàn thành từ 90% đến dưới 100% = 2 điểm, dưới 90% = 0 điểm",
        "steps of share >=100%: 3, >=90%: 2, else: 0",
    ),
    ("3", "Từ 3 sáng kiến: 3; 2 sáng kiến: 2; 1 sáng kiến: 1; không có: 0", "steps of number >=3: 3, >=2: 2, >=1: 1, else: 0"),
    (
        "2", "Có từ 80% thủ tục trở lên được cung cấp trực tuyến toàn trình: 2 điểm. Từ 50% đến dưới 80%: 1 điểm. Dưới 50%: 0 điểm.",
        "steps of share >=80%: 2, >=50%: 1, else: 0",
    ),
    (
        "3", "Thực hiện 100% kế hoạch được 3 điểm. Từ 80 đến dưới 100% được 2 điểm. Từ 50 đến dưới 80% được 1 điểm. Dưới 50% không có điểm.",
        "steps of share >=100%: 3, >=80%: 2, >=50%: 1, else: 0",
    ),
    ("1", "100% đơn vị trực thuộc: 1 điểm, từ 50% - dưới 100%: 0,5 điểm, dưới 50%: 0 điểm.", "steps of share >=100%: 1, >=50%: 0.5, else: 0"),
    ("1", "Từ 30% số phòng, đơn vị trở lên được kiểm tra: 1", "steps of share >=30%: 1, else: 0; to confirm"),
    ("1", "Trên 50% số CBCC: 1đ; từ 30-50%: 0,5đ; < 30%: 0đ", "steps of share >50%: 1, >=30%: 0.5, else: 0"),
    ("1", "Đúng 100% quy định: 1; sai quy định: 0", "steps of share >=100%: 1, else: 0"),
    ("2", "Có 01 sáng kiến: 1 điểm; có từ 02 sáng kiến trở lên: 2 điểm; không có sáng kiến: 0 điểm", "steps of number >=2: 2, >=1: 1, else: 0"),
    ("2", "01 sáng kiến: 1; 02 sáng kiến: 2", "steps of number >=2: 2, >=1: 1, else: 0; to confirm"),
    ("1", "- Tổ chức từ 02 cuộc trở lên: 1 điểm\n- Tổ chức 01 cuộc: 0,5 điểm\n- Không tổ chức: 0 điểm", "steps of number >=2: 1, >=1: 0.5, else: 0"),
    ("2", "Hoàn thành trước hạn, đúng hạn: 2; quá hạn dưới 10 ngày: 1; quá hạn từ 10 ngày trở lên: 0", "steps of number else: 2, >0: 1, >=10: 0"),
    ("2", "Tỷ lệ hồ sơ giải quyết đúng hạn: 98% trở lên: 2 điểm; 95% - dưới 98%: 1 điểm; dưới 95%: 0 điểm", "steps of share >=98%: 2, >=95%: 1, else: 0"),
    ("2", "Trên 98%: 2đ; 95%-98%: 1đ; Dưới 95%: 0đ", "steps of share >98%: 2, >=95%: 1, else: 0"),
    ("2", "98% ≤ x ≤ 100%: 2; 95% ≤ x < 98%: 1; x < 95%: 0", "steps of share >=98%: 2, >=95%: 1, else: 0"),
    ("2", "Đạt ≥ 90%: 2; 70% ≤ đạt < 90%: 1; đạt < 70%: 0", "steps of share >=90%: 2, >=70%: 1, else: 0"),
    (
        "2", "Nếu đạt tỷ lệ từ 90% thì được 2 điểm, nếu đạt tỷ lệ từ 70% đến dưới 90% thì được 1 điểm, còn lại 0 điểm",
        "steps of share >=90%: 2, >=70%: 1, else: 0",
    ),
    ("2", "Không có phản ánh tiêu cực: 2; có 1 phản ánh đúng: 1; có 2 phản ánh đúng trở lên: 0", "steps of number else: 2, >=1: 1, >=2: 0"),
    (
        "1", "Trường hợp không có TTHC thuộc thẩm quyền thì không đánh giá tiêu chí này. 100% TTHC được công khai: 1; dưới 100%: 0",
        "steps of share >=100%: 1, else: 0; nothing arose: drop",
    ),
    (
        "1", "Không phát sinh thì được điểm tối đa; phát sinh và xử lý 100%: 1; xử lý dưới 100%: 0",
        "steps of share >=100%: 1, else: 0; nothing arose: full; to confirm",
    ),
    ("3", "Có ít nhất 80% người dân hài lòng: 3; từ 60% đến dưới 80%: 2; dưới 60%: 0", "steps of share >=80%: 3, >=60%: 2, else: 0"),
    ("1", "Tỷ lệ giảm biên chế đạt từ 10% trở lên so với năm 2015: 1; dưới 10%: 0", "steps of share >=10%: 1, else: 0; to confirm"),
    ("1", "Giảm 10% trở lên: 1; giảm từ 5% đến dưới 10%: 0,5; giảm dưới 5%: 0", "steps of share >=10%: 1, >=5%: 0.5, else: 0; to confirm"),
    ("1", "Tăng ít nhất 01 đơn vị tự chủ so với năm trước: 1; không tăng: 0", "steps of number >=1: 1, else: 0"),
    ("1", "Tu 80% tro len: 1d; tu 50% den duoi 80%: 0.5d; duoi 50%: 0d", "steps of share >=80%: 1, >=50%: 0.5, else: 0"),
    ("2", "Hoàn thành 100%: 2.00; Hoàn thành từ 70% đến <100%: 1.00; <70%: 0.00", "steps of share >=100%: 2, >=70%: 1, else: 0"),
    ("1", "Điểm TĐ nếu 100%; dưới 100% thì 0 điểm", "steps of share >=100%: 1, else: 0"),
    (
        "2", "Nếu tỷ lệ này >= 0,95 thì điểm đánh giá là 2; nếu tỷ lệ này < 0,95 và >= 0,8 thì điểm đánh giá là 1; nếu tỷ lệ này < 0,8 thì điểm đánh giá là 0",
        "steps of share >=95%: 2, >=80%: 1, else: 0",
    ),
    ("2", "Tỷ lệ b/a = 1: 2; 0,8 <= b/a < 1: 1; b/a < 0,8: 0", "steps of share >=100%: 2, >=80%: 1, else: 0"),
    ("2", "Từ 90% kế hoạch và có báo cáo: 2; từ 80% kế hoạch: 1; dưới 80%: 0", "steps of share >=90%: 2, >=80%: 1, else: 0; to confirm"),
    # survey_answers
    (
        "10", "Điểm phiếu bình quân (A=100%, B=60%, C=20%, D=0%) x 10; dưới cỡ mẫu tối thiểu: không áp dụng",
        "survey_answers weights A=100% B=60% C=20% D=0% below_minimum drop; to confirm",
    ),
    (
        "10", "Rất hài lòng=100%; hài lòng=80%; bình thường=60%; không hài lòng=0%. Điểm phiếu x 10",
        "survey_answers weights rất hài lòng=100% hài lòng=80% bình thường=60% không hài lòng=0%",
    ),
    # yes_no
    (
        "1", "Trong năm không có cán bộ, công chức bị kỷ luật từ mức khiển trách trở lên: 1; Trong năm có cán bộ, công chức bị kỷ luật: 0",
        "yes_no full_when no",
    ),
    ("1", "Có: 1; Không: 0", "yes_no"),
    ("1", "Có = 1 điểm; Không = 0 điểm", "yes_no"),
    ("1", "Áp dụng ISO 9001:2015: 1; không áp dụng ISO: 0", "yes_no"),
    ("1", "Cách chấm:\n- Thực hiện đúng quy định: 1 điểm\n- Không đúng quy định: 0 điểm\nTài liệu kiểm chứng: Quyết định của UBND tỉnh", "yes_no"),
    ("1", "Đã triển khai: 1\nChưa triển khai: 0", "yes_no"),
    (
        "1",
        (
            "Xác định đầy đủ nhiệm vụ CCHC theo Kế hoạch của UBND tỉnh và bố trí kinh phí triển khai: 1\n"
            "Không xác định đầy đủ nhiệm vụ hoặc không bố trí kinh phí: 0"
        ),
        "yes_no",
    ),
    (
        "1", "Báo cáo đầy đủ số lượng, nội dung và đúng thời gian quy định: 1\nKhông đầy đủ số lượng hoặc nội dung hoặc không đúng thời gian quy định: 0",
        "yes_no",
    ),
    ("1", "Thực hiện đúng quy định về sử dụng biên chế: 1\nSử dụng vượt biên chế được giao: 0", "yes_no"),
    ("1", "Trong năm không có lãnh đạo bị kỷ luật: 1; nếu có lãnh đạo bị kỷ luật từ khiển trách trở lên: 0", "yes_no full_when no"),
    ("1", "Tất cả các cơ quan thực hiện đúng: 1; có từ 01 cơ quan không thực hiện đúng: 0", "yes_no"),
    ("1", "Đạt: 1,0; Không đạt: 0,0", "yes_no"),
    ("1", "A. Có tổ chức đối thoại: 1\nB. Không tổ chức đối thoại: 0", "yes_no"),
    ("1", "a) Có tổ chức đối thoại: 1\nb) Không tổ chức đối thoại: 0", "yes_no"),
    ("1", "1. Có tổ chức đối thoại: 1 điểm\n2. Không tổ chức đối thoại: 0 điểm", "yes_no"),
    ("1", "Chậm nhất ngày 31/01: 1; sau ngày 31/01: 0", "yes_no"),
    ("1", "0: không thực hiện; 1: có thực hiện", "yes_no"),
    ("1", "Xác định rõ kết quả, trách nhiệm, thời gian: 1; Không xác định rõ: 0", "yes_no"),
    ("1", "Đạt yêu cầu 1 điểm, không đạt yêu cầu 0 điểm", "yes_no"),
    ("1", "Có thực hiện thì được 01 điểm, không thực hiện thì 0 điểm", "yes_no"),
    ("2", "Hoàn thành: 2,0 - Chưa hoàn thành: 0,0", "yes_no"),
]

# refused: the maximum, the text, the reason, the rule suggested for a person to confirm (or none)
REFUSED: list[tuple[str, str, str, str]] = [
    (
        "1", "Từ 80% trở lên: 1; từ 60% đến 80%: 0,5; dưới 60%: 0",
        "mức 80% thuộc cả hai mức", "steps of share >=80%: 1, >=60%: 0.5, else: 0",
    ),
    (
        "3", "Trên 90%: 3; 70% đến dưới 90%: 1,5; dưới 70%: 0",
        "chưa có điểm khi đúng 90%", "steps of share >90%: 3, >=70%: 1.5, else: 0",
    ),
    (
        "1", "Mỗi văn bản chậm trừ 0,1 điểm, trừ tối đa 0,5 điểm",
        "chỉ trừ tới 0,5 điểm, không tới 0", "",
    ),
    (
        "2", "Từ 90%: điểm tối đa; dưới 90%: tính theo tỷ lệ",
        "«theo tỷ lệ» là nhân với tỷ lệ, hay với tỷ lệ chia cho ngưỡng điểm tối đa?", "proportional full_at 90% scaled no",
    ),
    (
        "1", "Ban hành kế hoạch: 0,5; Báo cáo: 0,5",
        "điểm các dòng cộng lại bằng 1: có thể là các phần cộng dồn, không phải các mức", "conditions ban hành kế hoạch + báo cáo: 1, 0.5",
    ),
    (
        "2", "Đúng hạn: 1; chậm: 0,5",
        "không mức nào đạt điểm tối đa 2", "",
    ),
    (
        "2", "Tăng: 2; giảm: 0",
        "không nêu điểm khi bằng năm trước", "",
    ),
    (
        "2", "b/a x 3",
        "công thức nhân với 3 điểm, điểm tối đa là 2", "",
    ),
    (
        "2", "a/b x 2, trong đó a là tổng số hồ sơ, b là số hồ sơ đúng hạn",
        "tử số của công thức là tổng số, mẫu số là một phần: có thể đã viết ngược", "",
    ),
    (
        "1", "Chậm 01 báo cáo trừ 0,25 điểm; thiếu 01 báo cáo trừ 0,5 điểm",
        "các lỗi bị trừ những mức khác nhau", "",
    ),
    (
        "2", "70%: 1; 80%: 1,5; 90%: 2",
        (
            "không rõ «70%» là từ mức đó trở lên hay đúng mức đó; không rõ «80%» là từ mức đó trở lên hay đúng mức đó; "
            "không rõ «90%» là từ mức đó trở lên hay đúng mức đó"
        ),
        "steps of share >=90%: 2, >=80%: 1.5, >=70%: 1, else: 0",
    ),
    (
        "2", "xyz abc",
        "không thấy mức điểm, công thức hay cách trừ điểm nào", "",
    ),
    (
        "2", "",
        "không có cách chấm điểm", "",
    ),
    (
        "1", "Hoàn thành 100%: 1 điểm; Hoàn thành dưới 100%, cứ giảm 10% trừ 0,1 điểm",
        "có phần chưa hiểu được", "",
    ),
    (
        ".5", "Có kế hoạch: 0,25; Không có kế hoạch: 0\nHoàn thành kế hoạch: 0,25; không hoàn thành: 0",
        "không mức nào đạt điểm tối đa 0,5", "",
    ),
    (
        "1", "Về nội dung: 0,5; về thời gian: 0,5",
        "điểm các dòng cộng lại bằng 1: có thể là các phần cộng dồn, không phải các mức", "conditions về nội dung + về thời gian: 1, 0.5",
    ),
    (
        "1.5", "+ Đạt 100%: 1,5đ\n+ Đạt 70-99%: 1đ\n+ Dưới 70%: 0đ",
        "khoảng từ 99% đến 100% chưa có mức điểm", "steps of share >=100%: 1.5, >=70%: 1, else: 0",
    ),
    (
        "2", "Có đầy đủ 4 báo cáo: 2; mỗi báo cáo thiếu trừ 0,5; mỗi báo cáo chậm trừ 0,25",
        "các lỗi bị trừ những mức khác nhau", "",
    ),
    (
        "2", "Báo cáo tháng: 1, báo cáo quý: 1",
        "điểm các dòng cộng lại bằng 2: có thể là các phần cộng dồn, không phải các mức", "conditions báo cáo tháng + báo cáo quý: 2, 1",
    ),
    (
        "2", "Mỗi nội dung đúng được 0,5 điểm: (1) Kế hoạch; (2) Báo cáo; (3) Kiểm tra; (4) Tuyên truyền",
        "có phần chưa hiểu được", "",
    ),
    (
        "2", "Hoàn thành ≥ 90 %: 2\nHoàn thành 80 - 89,9 %: 1\nHoàn thành < 80 %: 0",
        "khoảng từ 89,9% đến 90% chưa có mức điểm", "steps of share >=90%: 2, >=80%: 1, else: 0",
    ),
]
