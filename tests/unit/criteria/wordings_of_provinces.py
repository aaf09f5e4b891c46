"""More scoring texts as provinces write them, each read by a person first: what it says, or why it is left to one."""

from __future__ import annotations

UNDERSTOOD: list[tuple[str, str, str]] = [
    # against_best
    ("5", "Lấy điểm cao nhất của khối làm chuẩn: (điểm đơn vị/điểm cao nhất) x 5", "against_best; to confirm"),
    # against_previous
    ("2", "Cao hơn năm trước liền kề: 2 điểm; bằng năm trước liền kề: 1 điểm; thấp hơn năm trước liền kề: 0 điểm", "against_previous up 2 equal 1 down 0"),
    ("2", "Tốt hơn năm trước: 2đ; không thay đổi: 1đ; kém hơn: 0đ", "against_previous up 2 equal 1 down 0"),
    ("2", "Tăng hạng so với năm trước: 2 điểm; giữ nguyên hạng: 1 điểm; giảm hạng: 0 điểm", "against_previous up 2 equal 1 down 0"),
    # deduction
    (
        "1", (
            "Đảm bảo 100% TTHC được công khai: 1 điểm. Phát hiện 01 TTHC không công khai hoặc công khai không đúng quy định: trừ 0,2 "
            "điểm/TTHC cho đến hết số điểm."
        ),
        "deduction points_each 0.2 counted done",
    ),
    ("1", "Thiếu 1 trong 3 nội dung trên trừ 0,3 điểm", "deduction points_each 0.3 counted faults"),
    ("2", "Mỗi văn bản ban hành trái pháp luật trừ 0,5 điểm; tối đa trừ 2 điểm", "deduction points_each 0.5 counted faults"),
    ("1", "Chậm 1 ngày trừ 0,1 điểm", "deduction points_each 0.1 counted faults"),
    ("2", "Mỗi đơn vị chưa hoàn thành trừ 0,25 điểm, trừ không quá 2 điểm", "deduction points_each 0.25 counted faults"),
    ("2", "Cứ 01 TTHC chưa công khai thì trừ 0,1 điểm (trừ tối đa không quá 2 điểm)", "deduction points_each 0.1 counted faults"),
    ("1", "Bố trí đúng vị trí việc làm 100%: 1đ, thiếu 1 vị trí trừ 0,1đ", "deduction points_each 0.1 counted done"),
    ("3", "Thực hiện đầy đủ 3 nội dung: 3 điểm, thiếu mỗi nội dung trừ 1 điểm", "deduction points_each 1 counted done"),
    ("2", "Mỗi nhiệm vụ chậm tiến độ bị trừ 5% số điểm", "deduction points_each 0.1 counted faults"),
    ("2", "Mỗi lần bị nhắc nhở, phê bình bằng văn bản trừ 0,5 điểm/lần", "deduction points_each 0.5 counted faults"),
    # gate
    (
        "1", (
            "Có kế hoạch kiểm tra và thực hiện kiểm tra ít nhất 30% số phòng, đơn vị: 1 điểm; có kế hoạch nhưng thực hiện dưới 30%: 0,5 "
            "điểm; không có kế hoạch: 0 điểm"
        ),
        "gate yes, steps of share >=30%: 1, else: 0.5; to confirm",
    ),
    # levels
    (
        "1", (
            "Ban hành trước ngày 31/12 năm trước liền kề: 1 điểm; ban hành từ 01/01 đến 31/01: 0,5 điểm; ban hành sau ngày 31/01 hoặc "
            "không ban hành: 0 điểm"
        ),
        "levels ban hành trước ngày 31/12 năm trước liền kề: 1, ban hành từ 01/01 đến 31/01: 0.5, ban hành sau ngày 31/01: 0, không ban hành: 0",
    ),
    (
        "1", "Ban hành kịp thời, đúng quy định: 1; Ban hành kịp thời nhưng chưa đúng quy định: 0,5; Ban hành không kịp thời: 0,25; Không ban hành: 0",
        (
            "levels ban hành kịp thời, đúng quy định: 1, ban hành kịp thời nhưng chưa đúng quy định: 0.5, ban hành không kịp thời: 0.25, "
            "không ban hành: 0"
        ),
    ),
    ("1", "Đạt yêu cầu: 1 điểm; cơ bản đạt: 0,5 điểm; không đạt: 0 điểm", "levels đạt yêu cầu: 1, cơ bản đạt: 0.5, không đạt: 0"),
    (
        "2", "Hoàn thành xuất sắc nhiệm vụ: 2 điểm; hoàn thành tốt nhiệm vụ: 1,5 điểm; hoàn thành nhiệm vụ: 1 điểm; không hoàn thành nhiệm vụ: 0 điểm",
        "levels hoàn thành xuất sắc nhiệm vụ: 2, hoàn thành tốt nhiệm vụ: 1.5, hoàn thành nhiệm vụ: 1, không hoàn thành nhiệm vụ: 0",
    ),
    (
        "2", "Kịp thời: 2; chậm: 1; không: 0. Không áp dụng đối với các cơ quan không có đơn vị trực thuộc",
        "levels kịp thời: 2, chậm: 1, không: 0; nothing arose: drop",
    ),
    (
        "1", "Đánh giá theo 3 mức: Mức 1 (1 điểm): đầy đủ; Mức 2 (0,5 điểm): chưa đầy đủ; Mức 3 (0 điểm): không có",
        "levels đầy đủ: 1, chưa đầy đủ: 0.5, không có: 0",
    ),
    ("2", "Xếp hạng 1-3: 2 điểm; 4-6: 1,5 điểm; 7-10: 1 điểm; sau hạng 10: 0 điểm", "levels xếp hạng 1-3: 2, 4-6: 1.5, 7-10: 1, sau hạng 10: 0; to confirm"),
    ("2", "Thuộc nhóm dẫn đầu: 2; nhóm khá: 1; nhóm cuối: 0", "levels thuộc nhóm dẫn đầu: 2, nhóm khá: 1, nhóm cuối: 0"),
    (
        "1", "Kế hoạch ban hành trong tháng 12 năm trước: 1; trong tháng 01: 0,75; trong tháng 02: 0,5; sau tháng 02: 0",
        "levels kế hoạch ban hành trong tháng 12 năm trước: 1, trong tháng 01: 0.75, trong tháng 02: 0.5, sau tháng 02: 0",
    ),
    (
        "1", "Không có hồ sơ trễ hẹn được tính điểm tối đa. Có hồ sơ trễ hẹn, đã xin lỗi 100%: 0,5; không xin lỗi: 0",
        "levels không có hồ sơ trễ hẹn: 1, có hồ sơ trễ hẹn, đã xin lỗi 100%: 0.5, không xin lỗi: 0; to confirm",
    ),
    (
        "2", (
            "Không có tổ chức, cá nhân phản ánh, kiến nghị: 2 điểm; có phản ánh, kiến nghị và được xử lý 100% đúng hạn: 2 điểm; xử lý "
            "chậm: 1 điểm; không xử lý: 0 điểm"
        ),
        "levels có phản ánh, kiến nghị và được xử lý 100% đúng hạn: 2, xử lý chậm: 1, không xử lý: 0; nothing arose: full; to confirm",
    ),
    (
        "2", "Cử đủ số lượng, đúng thành phần: 2 điểm; cử thiếu số lượng hoặc không đúng thành phần: 1 điểm; không cử: 0 điểm",
        "levels cử đủ số lượng, đúng thành phần: 2, cử thiếu số lượng hoặc không đúng thành phần: 1, không cử: 0",
    ),
    (
        "1", "Đủ 4 báo cáo, đúng hạn: 1; đủ 4 báo cáo, có báo cáo chậm: 0,5; không đủ 4 báo cáo: 0",
        "levels đủ 4 báo cáo, đúng hạn: 1, đủ 4 báo cáo, có báo cáo chậm: 0.5, không đủ 4 báo cáo: 0; to confirm",
    ),
    (
        "2", "Tăng từ 02 bậc trở lên: 2; tăng 01 bậc: 1,5; giữ nguyên: 1; giảm: 0",
        "levels tăng từ 02 bậc trở lên: 2, tăng 01 bậc: 1.5, giữ nguyên: 1, giảm: 0; to confirm",
    ),
    (
        "1", "Có mô hình mới được UBND tỉnh công nhận: 1 điểm; được Sở công nhận: 0,5 điểm; không có: 0 điểm",
        "levels có mô hình mới được UBND tỉnh công nhận: 1, được Sở công nhận: 0.5, không có: 0",
    ),
    (
        "3", "Có 01 sáng kiến cấp tỉnh: 3 điểm; có 01 sáng kiến cấp cơ sở: 1 điểm; không có: 0",
        "levels có 01 sáng kiến cấp tỉnh: 3, có 01 sáng kiến cấp cơ sở: 1, không có: 0; to confirm",
    ),
    ("1", "Xếp loại A: 1; B: 0,5; C: 0", "levels xếp loại A: 1, B: 0.5, C: 0"),
    ("1", "Hoàn thành tốt = 1; Hoàn thành = 0,5; Không hoàn thành = 0", "levels hoàn thành tốt: 1, hoàn thành: 0.5, không hoàn thành: 0"),
    ("1", "Tốt – 1 điểm; Khá – 0,75 điểm; TB – 0,5 điểm; Yếu – 0 điểm", "levels tốt: 1, khá: 0.75, TB: 0.5, yếu: 0"),
    ("1", "1đ: đủ; 0,5đ: thiếu; 0đ: không có", "levels đủ: 1, thiếu: 0.5, không có: 0"),
    (
        "1", "Kịp thời, đầy đủ, chính xác: 1 điểm; một trong 3 nội dung không đạt: 0,5 điểm; từ 2 nội dung không đạt trở lên: 0 điểm",
        "levels kịp thời, đầy đủ, chính xác: 1, một trong 3 nội dung không đạt: 0.5, từ 2 nội dung không đạt trở lên: 0; to confirm",
    ),
    ("0.25", "Ban hành đúng hạn: 0,25; không đúng hạn hoặc không ban hành: 0", "levels ban hành đúng hạn: 0.25, không đúng hạn: 0, không ban hành: 0"),
    (
        "1", "Ban hành kế hoạch năm 2024 trước ngày 15/02/2024: 1 điểm; sau ngày 15/02/2024: 0,5 điểm; không ban hành: 0 điểm",
        "levels ban hành kế hoạch năm 2024 trước ngày 15/02/2024: 1, sau ngày 15/02/2024: 0.5, không ban hành: 0",
    ),
    ("1", "Ban hành trong quý I: 1 điểm, quý II: 0,5 điểm, sau quý II: 0 điểm", "levels ban hành trong quý I: 1, quý II: 0.5, sau quý II: 0"),
    (
        "1", "Thực hiện nghiêm túc: 1; Có trường hợp vi phạm nhưng đã khắc phục: 0,5; vi phạm chưa khắc phục: 0",
        "levels thực hiện nghiêm túc: 1, có trường hợp vi phạm nhưng đã khắc phục: 0.5, vi phạm chưa khắc phục: 0",
    ),
    (
        "1.5", "Cao hơn trung bình chung toàn tỉnh: 1,5; bằng trung bình chung: 1; thấp hơn trung bình chung: 0",
        "levels cao hơn trung bình chung toàn tỉnh: 1.5, bằng trung bình chung: 1, thấp hơn trung bình chung: 0",
    ),
    ("5", "Xếp thứ nhất: 5 điểm; thứ hai: 4 điểm; thứ ba: 3 điểm; còn lại: 2 điểm", "levels xếp thứ nhất: 5, thứ hai: 4, thứ ba: 3, còn lại: 2; to confirm"),
    (
        "2", "Nếu không có đơn thư thì được 2 điểm; giải quyết 100% đơn thư: 2 điểm; còn đơn thư tồn đọng: 0 điểm",
        "levels không có đơn thư: 2, giải quyết 100% đơn thư: 2, còn đơn thư tồn đọng: 0; to confirm",
    ),
    (
        "2", "Hoàn thành đúng thời hạn 2 điểm. Chậm so với thời hạn 1 điểm. Không hoàn thành 0 điểm",
        "levels hoàn thành đúng thời hạn: 2, chậm so với thời hạn: 1, không hoàn thành: 0",
    ),
    (
        "1", "Thành lập Ban chỉ đạo và hoạt động hiệu quả: 1 điểm; thành lập nhưng không hoạt động: 0,5 điểm; không thành lập: 0 điểm",
        "levels thành lập Ban chỉ đạo và hoạt động hiệu quả: 1, thành lập nhưng không hoạt động: 0.5, không thành lập: 0",
    ),
    ("2", "Mức A: 100% điểm chuẩn; mức B: 75% điểm chuẩn; mức C: 50% điểm chuẩn; mức D: 0 điểm", "levels mức A: 2, mức B: 1.5, mức C: 1, mức D: 0"),
    (
        "1", "Đã hoàn thành và được phê duyệt: 1; đang trình: 0,5; chưa thực hiện: 0",
        "levels đã hoàn thành và được phê duyệt: 1, đang trình: 0.5, chưa thực hiện: 0",
    ),
    (
        "1", "Cập nhật thường xuyên (tối thiểu 02 tin/tuần): 1; không thường xuyên: 0,5; không cập nhật: 0",
        "levels cập nhật thường xuyên (tối thiểu 02 tin/tuần): 1, không thường xuyên: 0.5, không cập nhật: 0; to confirm",
    ),
    # per_item
    ("2", "Cứ 01 sáng kiến được công nhận thì được 01 điểm, tối đa 02 điểm", "per_item points_each 1"),
    ("2", "Mỗi sáng kiến được cộng 1 điểm nhưng tổng điểm không quá 2 điểm", "per_item points_each 1"),
    ("6", "Mỗi nội dung được 1 điểm", "per_item points_each 1"),
    # proportional
    (
        "3", (
            "Tỷ lệ đúng hạn (%) = Số hồ sơ đúng hạn / Tổng số hồ sơ đã giải quyết x 100%. Điểm = Tỷ lệ đúng hạn x 3 / 100. Nếu tỷ lệ đúng "
            "hạn dưới 90% thì không tính điểm."
        ),
        "proportional floor 90%",
    ),
    ("10", "Chỉ số hài lòng x 10 điểm", "proportional"),
    ("10", "Điểm = Chỉ số SIPAS (%) x 10/100", "proportional"),
    ("2", "Từ 80 % trở lên: 2 điểm, dưới 80%: (tỷ lệ đạt được/80%) x 2 điểm", "proportional full_at 80%"),
    ("2", "Nếu tỷ lệ ≥ 80% thì điểm = 2; nếu tỷ lệ < 80% thì điểm = (b/a x 2)/0,8", "proportional full_at 80%"),
    (
        "2", (
            "Tính điểm theo công thức: b/a*2. Trong đó: a là Tổng số kiến nghị phải xử lý; b là Số kiến nghị đã xử lý xong. Nếu b/a < 50% "
            "thì điểm đánh giá là 0."
        ),
        "proportional floor 50%",
    ),
    ("2", "Điểm số = (Tổng số hồ sơ trực tuyến / Tổng số hồ sơ tiếp nhận) * 2 / 0.5, tối đa 2 điểm", "proportional full_at 50%"),
    ("2", "Điểm đạt = Tỷ lệ x 2 (tối đa 2 điểm)", "proportional"),
    ("3", "Tỷ lệ hoàn thành x 3. Hoàn thành vượt kế hoạch vẫn tính tối đa 3 điểm", "proportional"),
    ("2", "Nếu 100% thì đạt 2 điểm. Nếu dưới 100% thì điểm đánh giá = (b/a) × 2. Nếu dưới 60% thì 0 điểm.", "proportional floor 60%"),
    ("2", "Đạt 100% nhiệm vụ: 2 điểm; không đạt 100%: tính theo tỷ lệ %", "proportional"),
    ("2", "Tính theo tỷ lệ % thực hiện", "proportional"),
    ("2", "Đạt bao nhiêu % thì tính bấy nhiêu % số điểm tối đa", "proportional"),
    ("2", "Tỷ lệ % đạt được nhân với điểm tối đa", "proportional"),
    ("2", "Số điểm đạt được = điểm tối đa nhân với tỷ lệ phần trăm hoàn thành", "proportional"),
    ("2", "Lấy số nhiệm vụ hoàn thành chia cho tổng số nhiệm vụ được giao nhân với 2 điểm", "proportional"),
    ("3", "Điểm đạt được = (Tổng số nhiệm vụ hoàn thành đúng hạn/Tổng số nhiệm vụ được giao) x 3 điểm", "proportional"),
    ("3", "Nếu tỷ lệ hoàn thành từ 95% trở lên: 3 điểm; nếu tỷ lệ dưới 95%: điểm = tỷ lệ hoàn thành x 3", "proportional full_at 95% scaled no"),
    ("2", "Tỷ lệ: Số hồ sơ thanh toán trực tuyến/tổng số hồ sơ có phí đạt ≥ 45% thì 2 điểm; < 45% thì (tỷ lệ/45%) x 2 điểm", "proportional full_at 45%"),
    ("10", "Mức độ hài lòng chung (%) nhân 10 điểm", "proportional"),
    ("2", "Có 100% đơn vị thực hiện: 2 điểm; dưới 100% thì tính theo công thức 2 x b/a (a: tổng số đơn vị; b: số đơn vị thực hiện)", "proportional"),
    ("2", "Điểm chấm = (b : a) x 2; a là số văn bản được giao, b là số văn bản hoàn thành", "proportional"),
    ("2", "- Đạt tỷ lệ 100%: 2 điểm\n- Dưới 100%: (Tỷ lệ % đạt được) x 2 điểm/100%", "proportional"),
    ("4", "Tỷ lệ giải quyết đúng hạn * 4", "proportional"),
    ("4", "Điểm số: a/b*4 (a: số hồ sơ đúng hạn; b: tổng số hồ sơ)", "proportional"),
    ("4", "Đ = (A/B) x 4, trong đó: A là số hồ sơ đúng hạn, B là tổng số hồ sơ giải quyết", "proportional"),
    ("4", "Điểm = 4 điểm x A/B", "proportional"),
    ("4", "[(Số HS đúng hạn)/(Tổng số HS)]*4", "proportional"),
    ("4", "(Tỷ lệ% hồ sơ đúng hạn × điểm tối đa)/100", "proportional"),
    ("4", "Điểm = Tỷ lệ % x Điểm chuẩn (4 điểm)", "proportional"),
    ("4", "Đạt tỷ lệ từ 50% trở lên: 4; nếu < 50% thì tính theo công thức: tỷ lệ đạt được*4/50%", "proportional full_at 50%"),
    ("4", "Nếu tỷ lệ < 50%: điểm = 4*(tỷ lệ/50%); tỷ lệ ≥ 50%: 4 điểm", "proportional full_at 50%"),
    (
        "2", (
            "Điểm = 2 x b/a. Trong đó: b là số nhiệm vụ hoàn thành đúng hạn; a là tổng số nhiệm vụ được giao. Trường hợp không được giao "
            "nhiệm vụ: đạt điểm tối đa"
        ),
        "proportional; nothing arose: full",
    ),
    ("2", "b/a x 2; cơ quan không có TTHC thì không đánh giá tiêu chí này", "proportional; nothing arose: drop"),
    ("2", "b/a x 2. Cơ quan không phát sinh hồ sơ được trừ điểm chuẩn khi tính chỉ số", "proportional; nothing arose: drop"),
    ("2", "Đơn vị không phát sinh TTHC thì được loại trừ khỏi tổng điểm. Tỷ lệ x 2", "proportional; nothing arose: drop"),
    # steps
    (
        "2", "Hoàn thành từ 95% nhiệm vụ trở lên: 2 điểm; từ 85% đến dưới 95%: 1,5 điểm; từ 75% đến dưới 85%: 1 điểm; dưới 75%: 0 điểm",
        "steps of share >=95%: 2, >=85%: 1.5, >=75%: 1, else: 0",
    ),
    (
        "2", "Thực hiện đạt tỷ lệ 100%: 2,0đ; từ 90 đến dưới 100%: 1,5đ; từ 80 đến dưới 90%: 1,0đ; dưới 80%: 0đ",
        "steps of share >=100%: 2, >=90%: 1.5, >=80%: 1, else: 0",
    ),
    ("1.5", "Tỷ lệ hồ sơ trễ hạn dưới 2%: 1,5; từ 2% đến dưới 5%: 1; từ 5% trở lên: 0", "steps of share else: 1.5, >=2%: 1, >=5%: 0"),
    ("1.5", "Không có hồ sơ trễ hạn: 1,5; có dưới 5 hồ sơ trễ hạn: 1; có từ 5 hồ sơ trễ hạn trở lên: 0", "steps of number else: 1.5, >0: 1, >=5: 0"),
    (
        "2", "Có từ 02 sáng kiến trở lên được công nhận: 2 điểm; có 01 sáng kiến được công nhận: 1 điểm; không có sáng kiến: 0 điểm",
        "steps of number >=2: 2, >=1: 1, else: 0",
    ),
    ("2", "Nếu a ≥ 80% thì đạt 2 điểm; nếu 60% ≤ a < 80% thì đạt 1 điểm; nếu a < 60% thì đạt 0 điểm", "steps of share >=80%: 2, >=60%: 1, else: 0"),
    (
        "2", "a ≥ 80%: 2; 60% ≤ a < 80%: 1; a < 60%: 0. Trong đó a = số TTHC trực tuyến phát sinh hồ sơ/tổng số TTHC cung cấp trực tuyến",
        "steps of share >=80%: 2, >=60%: 1, else: 0",
    ),
    (
        "2", (
            "Không phát sinh đơn thư khiếu nại, tố cáo: 2 điểm; có phát sinh và giải quyết đúng quy định 100%: 2 điểm; giải quyết từ 80% "
            "đến dưới 100%: 1 điểm; dưới 80%: 0 điểm"
        ),
        "steps of share >=100%: 2, >=80%: 1, else: 0; nothing arose: full; to confirm",
    ),
    (
        "3", "Số đơn vị được kiểm tra đạt trên 50%: 3 điểm; từ 30-50%: 2 điểm; dưới 30%: 1 điểm; không kiểm tra: 0 điểm",
        "steps of share >50%: 3, >=30%: 2, >0%: 1, else: 0",
    ),
    ("3", "Trên 50% số đơn vị: 3; từ 30% đến 50%: 2; từ trên 0% đến dưới 30%: 1; không kiểm tra: 0", "steps of share >50%: 3, >=30%: 2, >0%: 1, else: 0"),
    (
        "2", "Đạt từ 90% đến 100%: 2 điểm; Đạt từ 70% đến dưới 90%: 1,5 điểm; Đạt từ 50% đến dưới 70%: 1 điểm; Dưới 50%: 0 điểm",
        "steps of share >=90%: 2, >=70%: 1.5, >=50%: 1, else: 0",
    ),
    (
        "4", "Tỷ lệ giải ngân đạt 100% kế hoạch vốn: 4 điểm; đạt từ 95% đến dưới 100%: 3 điểm; đạt từ 90% đến dưới 95%: 2 điểm; dưới 90%: 0 điểm",
        "steps of share >=100%: 4, >=95%: 3, >=90%: 2, else: 0",
    ),
    ("2", "Tăng từ 5% trở lên so với năm trước: 2; tăng dưới 5%: 1; không tăng: 0", "steps of share >=5%: 2, >0%: 1, else: 0; to confirm"),
    ("2", "Có 100% CBCCVC chấp hành tốt: 2 điểm; có CBCCVC vi phạm bị xử lý kỷ luật: 0 điểm", "steps of share >=100%: 2, else: 0"),
    ("2", "≥ 80%: 2đ\n≥ 60% và < 80%: 1đ\n< 60%: 0đ", "steps of share >=80%: 2, >=60%: 1, else: 0"),
    ("2", ">= 80%: 2đ; >= 60%: 1đ; < 60%: 0đ", "steps of share >=80%: 2, >=60%: 1, else: 0"),
    ("2", "Đạt trên hoặc bằng 80%: 2 điểm; đạt trên hoặc bằng 60% và dưới 80%: 1 điểm; đạt dưới 60%: 0 điểm", "steps of share >=80%: 2, >=60%: 1, else: 0"),
    (
        "1", "Đúng thời gian quy định đạt 1 điểm; trễ hạn dưới 5 ngày làm việc đạt 0,5 điểm; trễ hạn từ 5 ngày làm việc trở lên đạt 0 điểm",
        "steps of number else: 1, >0: 0.5, >=5: 0",
    ),
    ("1", "Gửi báo cáo đúng hạn: 1đ; quá hạn từ 1-3 ngày: 0,5đ; quá hạn trên 3 ngày: 0đ", "steps of number else: 1, >=1: 0.5, >3: 0"),
    ("2", "100% số lãnh đạo được bổ nhiệm đúng quy định: 2 điểm; dưới 100%: 0 điểm", "steps of share >=100%: 2, else: 0"),
    ("1", "Nếu có từ 01 công chức vi phạm trở lên: 0 điểm; không có công chức vi phạm: 1 điểm", "steps of number else: 1, >=1: 0"),
    ("2", "100% được 2 điểm. Từ 80% - <100% được 1 điểm. <80% được 0 điểm", "steps of share >=100%: 2, >=80%: 1, else: 0"),
    ("1", "Từ 3 lớp trở lên: 1 điểm; 02 lớp: 0,75 điểm; 01 lớp: 0,5 điểm; không tổ chức: 0 điểm", "steps of number >=3: 1, >=2: 0.75, >=1: 0.5, else: 0"),
    ("1", "Tổ chức ít nhất 02 cuộc đối thoại/năm: 1 điểm; tổ chức 01 cuộc: 0,5 điểm; không tổ chức: 0 điểm", "steps of number >=2: 1, >=1: 0.5, else: 0"),
    ("1", "Tối thiểu 04 tin, bài/tháng: 1; từ 2 đến 3 tin, bài/tháng: 0,5; dưới 2: 0", "steps of number >=4: 1, >=2: 0.5, else: 0"),
    ("4", "Mức độ 4 đạt trên 30%: 4 điểm; 20% - 30%: 2 điểm; dưới 20%: 0 điểm", "steps of share >30%: 4, >=20%: 2, else: 0"),
    (
        "2", "Đạt 2 điểm khi tỷ lệ hồ sơ đúng hạn từ 98% trở lên; đạt 1 điểm khi tỷ lệ từ 95% đến dưới 98%; dưới 95% đạt 0 điểm",
        "steps of share >=98%: 2, >=95%: 1, else: 0",
    ),
    ("2", "2 điểm: từ 98% trở lên. 1 điểm: từ 95% đến dưới 98%. 0 điểm: dưới 95%.", "steps of share >=98%: 2, >=95%: 1, else: 0"),
    (
        "2", "- Từ 70% - 100%: 2\n- Từ 50% - dưới 70%: 1\n- Dưới 50%: 0\nTrường hợp trong năm không phát sinh thì được điểm tối đa",
        "steps of share >=70%: 2, >=50%: 1, else: 0; nothing arose: full",
    ),
    ("1", "Hoàn thành đúng tiến độ tất cả nhiệm vụ: 1; chậm 1 nhiệm vụ: 0,5; chậm từ 2 nhiệm vụ trở lên: 0", "steps of number else: 1, >=1: 0.5, >=2: 0"),
    ("1", "Không quá 4 giờ chờ: 1; trên 4 giờ: 0", "steps of number else: 1, >4: 0"),
    (
        "2", "Thời gian rút ngắn từ 30% trở lên: 2 điểm; rút ngắn từ 20% đến dưới 30%: 1 điểm; rút ngắn dưới 20%: 0 điểm",
        "steps of share >=30%: 2, >=20%: 1, else: 0",
    ),
    ("1", "Số lượng tin bài: ≥ 12: 1; 6-11: 0,5; < 6: 0", "steps of number >=12: 1, >=6: 0.5, else: 0"),
    ("1", "Từ 12 tin bài trở lên: 1; từ 6 đến 11 tin bài: 0,5; dưới 6 tin bài: 0", "steps of number >=12: 1, >=6: 0.5, else: 0"),
    ("2", "(b/a)*100% ≥ 90%: 2 điểm; 70% ≤ (b/a)*100% < 90%: 1 điểm; (b/a)*100% < 70%: 0 điểm", "steps of share >=90%: 2, >=70%: 1, else: 0"),
    ("1", "Trên 2/3 số phòng: 1; từ 1/2 đến 2/3: 0,5; dưới 1/2: 0", "steps of share >200/3%: 1, >=50%: 0.5, else: 0"),
    ("1", "Bố trí đủ 2 loại: CBCC và trang thiết bị: 1; chỉ đủ 1: 0,5; không: 0", "steps of number >=2: 1, >=1: 0.5, else: 0; to confirm"),
    ("2", "Đạt 100% KH: 2đ; đạt 80 - <100%: 1,5đ; đạt 60 - <80%: 1đ; <60%: 0đ", "steps of share >=100%: 2, >=80%: 1.5, >=60%: 1, else: 0"),
    (
        "2", "Hoàn thành trên 90% kế hoạch: 2 điểm. Hoàn thành từ 80% đến 90% kế hoạch: 1 điểm. Hoàn thành dưới 80% kế hoạch: 0 điểm.",
        "steps of share >90%: 2, >=80%: 1, else: 0",
    ),
    (
        "2", "- Hoàn thành 100%: 2\n- Từ 90% đến dưới 100%: 1,5\n- Từ 80% đến dưới 90%: 1\n- Còn lại: 0",
        "steps of share >=100%: 2, >=90%: 1.5, >=80%: 1, else: 0",
    ),
    (
        "1.5", "+ Có từ 03 tin, bài trở lên: 1,5 điểm\n+ Có 02 tin, bài: 1,0 điểm\n+ Có 01 tin, bài: 0,5 điểm\n+ Không có: 0 điểm",
        "steps of number >=3: 1.5, >=2: 1, >=1: 0.5, else: 0",
    ),
    ("3", "Tỷ lệ hoàn thành = 100%: 3; 90% ≤ Tỷ lệ < 100%: 2; 80% ≤ Tỷ lệ < 90%: 1; Tỷ lệ < 80%: 0", "steps of share >=100%: 3, >=90%: 2, >=80%: 1, else: 0"),
    (
        "4", "Tỷ lệ hồ sơ trực tuyến toàn trình: >= 70%: 4đ; >= 50% - <70%: 3đ; >= 30% - <50%: 2đ; <30%: 0đ",
        "steps of share >=70%: 4, >=50%: 3, >=30%: 2, else: 0",
    ),
    ("2", "Không vi phạm: 2 điểm; vi phạm 01 lần: 1 điểm; vi phạm từ 02 lần trở lên: 0 điểm", "steps of number else: 2, >=1: 1, >=2: 0"),
    ("2", "Không có công chức bị kỷ luật: 2; có 01 công chức bị kỷ luật: 1; có từ 02 công chức bị kỷ luật: 0", "steps of number else: 2, >=1: 1, >=2: 0"),
    (
        "2", "Số lượng DVC trực tuyến phát sinh hồ sơ trên tổng số DVC trực tuyến cung cấp: Từ 80% trở lên: 2đ; Từ 50% đến dưới 80%: 1đ; Dưới 50%: 0đ",
        "steps of share >=80%: 2, >=50%: 1, else: 0",
    ),
    ("2", "a) Từ 45% trở lên: 2 điểm; b) Từ 30% đến dưới 45%: 1 điểm; c) Dưới 30%: 0 điểm", "steps of share >=45%: 2, >=30%: 1, else: 0"),
    ("2", "(1) Đạt từ 80%: 2; (2) Đạt dưới 80%: 0", "steps of share >=80%: 2, else: 0"),
    ("2", "Từ 80% trở lên được 2 điểm, còn lại 0 điểm", "steps of share >=80%: 2, else: 0"),
    ("2", "Đạt ≥80% được điểm tối đa; ngược lại không được điểm", "steps of share >=80%: 2, else: 0"),
    ("1", "Đã cập nhật 100% hồ sơ CBCCVC: 1 điểm; từ 80% - dưới 100%: 0,5 điểm; dưới 80%: không tính điểm", "steps of share >=100%: 1, >=80%: 0.5, else: 0"),
    ("2", "Giảm từ 10% số đầu mối trở lên: 2 điểm; giảm dưới 10%: 1 điểm; không giảm: 0 điểm", "steps of share >=10%: 2, >0%: 1, else: 0; to confirm"),
    (
        "2", "Vượt dự toán từ 5% trở lên: 2 điểm; vượt dưới 5%: 1,5 điểm; đạt dự toán: 1 điểm; không đạt: 0 điểm",
        "steps of share >=105%: 2, >100%: 1.5, >=100%: 1, else: 0",
    ),
    (
        "2", "Giải ngân ≥ 95% KH vốn: 2đ; từ 90% đến dưới 95%: 1,5đ; từ 85% đến dưới 90%: 1,0đ; dưới 85%: 0đ; không được giao vốn: không chấm",
        "steps of share >=95%: 2, >=90%: 1.5, >=85%: 1, else: 0; to confirm",
    ),
    ("2", "Thu nhập tăng thêm: ≥ 0,3 lần: 2; từ 0,1 đến dưới 0,3 lần: 1; < 0,1 lần: 0", "steps of number >=0.3: 2, >=0.1: 1, else: 0"),
    (
        "10", "Tỷ lệ hài lòng từ 90% trở lên: 10; từ 80% đến dưới 90%: 8; từ 70% đến dưới 80%: 6; dưới 70%: 0",
        "steps of share >=90%: 10, >=80%: 8, >=70%: 6, else: 0",
    ),
    ("2", "Tỷ lệ hồ sơ quá hạn: 0%: 2; trên 0% đến 5%: 1; trên 5%: 0", "steps of share else: 2, >0%: 1, >5%: 0"),
    ("2", "Tỷ lệ trễ hạn từ 0% đến 1%: 2; trên 1% đến 3%: 1; trên 3%: 0", "steps of share else: 2, >1%: 1, >3%: 0"),
    ("2", "Hồ sơ quá hạn: không có: 2; từ 1-3 hồ sơ: 1; từ 4 hồ sơ trở lên: 0", "steps of number else: 2, >=1: 1, >=4: 0"),
    ("1", "Có ít nhất 01 mô hình mới: 1; không có: 0", "steps of number >=1: 1, else: 0"),
    ("2", "Đạt từ 80 điểm trở lên: 2; từ 70 đến dưới 80 điểm: 1; dưới 70 điểm: 0", "steps of number >=80: 2, >=70: 1, else: 0"),
    ("2", "Điểm trung bình từ 8,0 trở lên: 2 điểm; từ 6,5 đến dưới 8,0: 1 điểm; dưới 6,5: 0 điểm", "steps of number >=8: 2, >=6.5: 1, else: 0"),
    (
        "2", "Không áp dụng nếu không có đơn vị trực thuộc; có kiểm tra 100%: 2; từ 50% đến dưới 100%: 1; dưới 50%: 0",
        "steps of share >=100%: 2, >=50%: 1, else: 0; nothing arose: drop",
    ),
    ("2", "Tỷ lệ đúng hạn < 90%: 0; 90% đến dưới 95%: 1; ≥ 95%: 2", "steps of share >=95%: 2, >=90%: 1, else: 0"),
    ("2", "Dưới 90%: 0 điểm; 90% - 95%: 1 điểm; trên 95%: 2 điểm", "steps of share >95%: 2, >=90%: 1, else: 0"),
    ("2", "Từ 90-95%: 1 điểm, trên 95%: 2 điểm, dưới 90%: 0 điểm", "steps of share >95%: 2, >=90%: 1, else: 0"),
    ("2", "Dưới 50: 0; từ 50 đến dưới 80: 1; từ 80 trở lên: 2", "steps of number >=80: 2, >=50: 1, else: 0"),
    (
        "2", "Thực hiện đúng Nghị định số 61/2018/NĐ-CP: 2 điểm; có 01 nội dung chưa đúng: 1 điểm; có từ 02 nội dung chưa đúng trở lên: 0 điểm",
        "steps of number else: 2, >=1: 1, >=2: 0",
    ),
    ("2", "Trên 80% DVCTT mức 3, 4 có hồ sơ: 2; 60-80%: 1; dưới 60%: 0", "steps of share >80%: 2, >=60%: 1, else: 0"),
    (
        "3", "Nếu đạt ≥ 98% thì được 3 điểm, từ 95% đến <98%: 2 điểm, từ 90% đến <95%: 1 điểm, <90%: 0 điểm.",
        "steps of share >=98%: 3, >=95%: 2, >=90%: 1, else: 0",
    ),
    (
        "1", "Tỷ lệ dưới 10%: 0,25; từ 10 đến dưới 20%: 0,5; từ 20 đến dưới 30%: 0,75; từ 30% trở lên: 1",
        "steps of share >=30%: 1, >=20%: 0.75, >=10%: 0.5, else: 0.25",
    ),
    ("1", "Trên 30% số phòng chuyên môn, đơn vị sự nghiệp trực thuộc: 1. Từ 20% đến 30%: 0.5. Dưới 20%: 0.", "steps of share >30%: 1, >=20%: 0.5, else: 0"),
    ("2", "Có từ 2 hình thức tuyên truyền: 2; 01 hình thức: 1; không tuyên truyền: 0", "steps of number >=2: 2, >=1: 1, else: 0"),
    ("2", "Có 02 hình thức trở lên được 02 điểm; có 01 hình thức được 01 điểm; không có 0 điểm", "steps of number >=2: 2, >=1: 1, else: 0"),
    ("2", "02 điểm nếu có từ 02 hình thức trở lên; 01 điểm nếu có 01 hình thức; 0 điểm nếu không có", "steps of number >=2: 2, >=1: 1, else: 0"),
    ("1", "Không quá 10% nhiệm vụ chậm: 1; từ trên 10% đến 20%: 0,5; trên 20%: 0", "steps of share else: 1, >10%: 0.5, >20%: 0"),
    ("1", "Số nhiệm vụ chậm ≤ 5%: 1; 5% < số nhiệm vụ chậm ≤ 10%: 0,5; > 10%: 0", "steps of share else: 1, >5%: 0.5, >10%: 0"),
    ("1", "Hồ sơ trước hạn, đúng hạn đạt 98%: 1; dưới 98%: 0", "steps of share >=98%: 1, else: 0; to confirm"),
    ("4", "b/a >= 0,9: 4; 0,7 <= b/a < 0,9: 2; b/a < 0,7: 0", "steps of share >=90%: 4, >=70%: 2, else: 0"),
    ("2", "Không bị phê bình: 2 điểm; bị phê bình 1 lần: trừ 1 điểm; bị phê bình từ 2 lần: 0 điểm", "steps of number else: 2, >=1: 1, >=2: 0"),
    ("2", "Từ 90% trở lên: 100% số điểm; từ 70% đến dưới 90%: 70% số điểm; dưới 70%: 0% số điểm", "steps of share >=90%: 2, >=70%: 1.4, else: 0"),
    (
        "1", "Hoàn thành 100% (1 điểm); từ 90% đến dưới 100% (0,8 điểm); từ 80% đến dưới 90% (0,5 điểm); dưới 80% (0 điểm)",
        "steps of share >=100%: 1, >=90%: 0.8, >=80%: 0.5, else: 0",
    ),
    ("1", "Chậm không quá 05 ngày: 0,5; đúng hạn: 1; chậm quá 05 ngày: 0", "steps of number else: 1, >0: 0.5, >5: 0"),
    (
        "1", "Đúng hạn: 1đ, chậm dưới 3 ngày: 0,75đ, chậm từ 3 đến dưới 7 ngày: 0,5đ, chậm từ 7 ngày trở lên hoặc không gửi: 0đ",
        "steps of number else: 1, >0: 0.75, >=3: 0.5, >=7: 0",
    ),
    ("2", "Tỷ lệ tăng thu ngân sách từ 10%: 2 điểm; dưới 10%: 1 điểm; không hoàn thành: 0 điểm", "steps of share >=10%: 2, >0%: 1, else: 0; to confirm"),
    # survey_answers
    (
        "5", "Rất hài lòng: 100%; Hài lòng: 80%; Bình thường: 50%; Không hài lòng: 0% số điểm",
        "survey_answers weights rất hài lòng=100% hài lòng=80% bình thường=50% không hài lòng=0%",
    ),
    (
        "5", "Mức điểm: Tốt = 100%, Khá = 75%, Trung bình = 50%, Kém = 0% điểm tối đa, tính theo số phiếu khảo sát",
        "survey_answers weights tốt=100% khá=75% trung bình=50% kém=0%",
    ),
    (
        "10", "Rất tốt: 100% điểm; Tốt: 75% điểm; Trung bình: 50% điểm; Kém: 0 điểm (theo phiếu điều tra)",
        "survey_answers weights rất tốt=100% tốt=75% trung bình=50% kém=0%",
    ),
    (
        "10", "A. Rất hài lòng = 10 điểm; B. Hài lòng = 8 điểm; C. Bình thường = 5 điểm; D. Không hài lòng = 0 điểm (điểm bình quân các phiếu)",
        "survey_answers weights rất hài lòng=100% hài lòng=80% bình thường=50% không hài lòng=0%",
    ),
    # yes_no
    ("1", "Có thực hiện: 1 điểm; Không thực hiện: 0 điểm", "yes_no"),
    ("1", "Thực hiện đúng quy định được 1 điểm; thực hiện không đúng quy định không được điểm", "yes_no"),
    ("0.5", "Đạt: 0,5; Chưa đạt: 0", "yes_no"),
    ("1", "Có 1; không có 0", "yes_no"),
    ("1", "Có (1 điểm); không (0 điểm)", "yes_no"),
    ("3", "Sử dụng không vượt quá số lượng biên chế được giao: 3 điểm; sử dụng vượt quá số lượng biên chế được giao: 0 điểm", "yes_no"),
    ("1", "Tất cả phòng, ban thực hiện đúng: 1; có phòng, ban thực hiện không đúng: 0", "yes_no full_when no"),
    ("0.5", "Đã ban hành: 0,5 điểm. Chưa ban hành: 0 điểm.", "yes_no"),
    ("1", "Không để xảy ra tham nhũng: 1 điểm; để xảy ra: 0 điểm", "yes_no full_when no"),
    (
        "1", "100% hồ sơ trễ hạn có văn bản xin lỗi: 1 điểm; có hồ sơ trễ hạn không có văn bản xin lỗi: 0 điểm; không có hồ sơ trễ hạn: 1 điểm",
        "yes_no full_when no; nothing arose: full",
    ),
    ("2", "Thực hiện tốt: 2. Chưa tốt: 0", "yes_no"),
    ("1", "Tỷ lệ cấp phó không vượt quá quy định: 1; vượt quy định: 0", "yes_no"),
    ("0.5", "Có QĐ phê duyệt: 0,5. Chưa có: 0.", "yes_no"),
    ("2", "Thực hiện: 2\nKhông thực hiện: 0", "yes_no"),
    ("1", "Nếu có, được 1 điểm; nếu không, được 0 điểm.", "yes_no"),
    ("1", "Được chấm 1 điểm khi có đủ tài liệu kiểm chứng; không đủ tài liệu kiểm chứng: 0 điểm", "yes_no"),
    ("2", "Số đơn vị tự chủ tăng: 2; không tăng: 0", "yes_no"),
    ("2", "Đúng quy định: 2\nKhông đúng quy định: 0\nKhông phát sinh: đạt điểm tối đa", "yes_no; nothing arose: full"),
    ("2", "Có: 2\nKhông: 0\n(Trường hợp không thuộc đối tượng thì không chấm và loại khỏi thang điểm)", "yes_no; nothing arose: drop"),
]

REFUSED: list[tuple[str, str, str, str]] = [
    ("1", "Báo cáo đầy đủ 04 kỳ, đúng hạn: 1 điểm; mỗi kỳ báo cáo chậm trừ 0,1 điểm, không báo cáo một kỳ trừ 0,25 điểm", "có phần chưa hiểu được", ""),
    ("1", "Mỗi báo cáo gửi chậm từ 01 đến 03 ngày trừ 0,1 điểm; chậm trên 03 ngày trừ 0,25 điểm", "có phần chưa hiểu được", ""),
    ("1", "Đạt tỷ lệ từ 80% trở lên thì được tính điểm tối đa; dưới 80% thì cứ giảm 1% trừ 0,05 điểm", "có phần chưa hiểu được", ""),
    (
        "2", "Tối đa 2 điểm: Ban hành kế hoạch (1 điểm); Báo cáo kết quả thực hiện (1 điểm)",
        "điểm các dòng cộng lại bằng 2: có thể là các phần cộng dồn, không phải các mức", "conditions tối đa 2 điểm: Ban hành kế hoạch + báo cáo kết quả thực hiện: 2, 1",
    ),
    (
        "2", "- Ban hành kế hoạch kịp thời, đầy đủ nội dung theo quy định: 1 điểm\n- Có báo cáo kết quả thực hiện: 1 điểm",
        "điểm các dòng cộng lại bằng 2: có thể là các phần cộng dồn, không phải các mức", "conditions ban hành kế hoạch kịp thời, đầy đủ nội dung theo quy định + có báo cáo kết quả thực hiện: 2, 1",
    ),
    (
        "2", "- Có kế hoạch: 0,5 điểm\n- Có kinh phí: 0,5 điểm\n- Hoàn thành: 1 điểm",
        "điểm các dòng cộng lại bằng 2: có thể là các phần cộng dồn, không phải các mức", "",
    ),
    ("4", "Đạt 100% được 4 điểm; mỗi 1% giảm trừ 0,2 điểm", "trừ theo từng phần trăm chưa có quy tắc tương ứng", ""),
    ("5", "Điểm đánh giá qua điều tra xã hội học", "có phần chưa hiểu được", ""),
    ("5", "Theo kết quả điều tra XHH", "không thấy mức điểm, công thức hay cách trừ điểm nào", ""),
    ("5", "Tính theo tỷ lệ % ý kiến đánh giá hài lòng và rất hài lòng trên tổng số phiếu hợp lệ", "có phần chưa hiểu được", ""),
    (
        "1.5", "Có sử dụng chữ ký số: 0,5đ; Tỷ lệ văn bản ký số trên 90%: 1đ",
        "điểm các dòng cộng lại bằng 1,5: có thể là các phần cộng dồn, không phải các mức", "",
    ),
    ("2", "Từ 80% đến 100%: 2; từ 60% đến 79%: 1; dưới 60%: 0", "khoảng từ 79% đến 80% chưa có mức điểm", "steps of share >=80%: 2, >=60%: 1, else: 0"),
    ("2", "Có 01 trường hợp vi phạm trừ 0,5 điểm; từ 02 trường hợp trở lên: 0 điểm", "không mức nào đạt điểm tối đa 2", ""),
    ("2", "Có xây dựng và ban hành: 1 điểm; tổ chức thực hiện đạt 100%: 1 điểm; dưới 100%: 0,5 điểm", "không mức nào đạt điểm tối đa 2", ""),
    (
        "2", "Ban hành kế hoạch đúng thời gian: 1 điểm (chậm: 0,5 điểm); thực hiện đầy đủ: 1 điểm (không đầy đủ: 0,5 điểm)",
        "nhiều cách tính điểm trong một tiêu chí", "",
    ),
    ("1", "Đạt ít nhất 2/3 nội dung: 1; đạt 1/3 nội dung: 0,5; không đạt nội dung nào: 0", "thiếu nhiều hơn lại được điểm cao hơn", ""),
    ("1", "Quá nửa số đơn vị: 1; dưới nửa: 0", "chưa có điểm khi đúng 50%", "steps of share >50%: 1, else: 0"),
    (
        "1", "Ban hành KH kịp thời (trước 31/01): 0,5 điểm; KH đầy đủ nội dung: 0,5 điểm",
        "điểm các dòng cộng lại bằng 1: có thể là các phần cộng dồn, không phải các mức", "conditions ban hành KH kịp thời (trước 31/01) + KH đầy đủ nội dung: 1, 0.5",
    ),
    ("2", "- 100%: 2 điểm\n- Cứ giảm 10% trừ 0,5 điểm", "trừ theo từng phần trăm chưa có quy tắc tương ứng", ""),
    (
        "2", "Trừ 0,5 điểm nếu có 01 trường hợp vi phạm; trừ 1 điểm nếu có 02 trường hợp; 0 điểm nếu có từ 03 trường hợp trở lên",
        "không mức nào đạt điểm tối đa 2", "",
    ),
    ("1", "Tổ chức đầy đủ các cuộc họp giao ban theo quy định", "không thấy mức điểm, công thức hay cách trừ điểm nào", ""),
    (
        "2", "Có xây dựng kế hoạch: 0,5; có triển khai: 0,5; có báo cáo: 0,5; đúng hạn: 0,5",
        "điểm các dòng cộng lại bằng 2: có thể là các phần cộng dồn, không phải các mức", "conditions có xây dựng kế hoạch + có triển khai + có báo cáo + đúng hạn: 2, 1.5, 1, 0.5",
    ),
    (
        "1", "Đúng hạn 04/04 báo cáo: 1; 03/04 báo cáo: 0,75; 02/04 báo cáo: 0,5; 01/04 báo cáo: 0,25; không có báo cáo đúng hạn: 0",
        (
            "không rõ «03/04 báo cáo» là từ mức đó trở lên hay đúng mức đó; không rõ «02/04 báo cáo» là từ mức đó trở lên hay đúng mức đó; "
            "không rõ «01/04 báo cáo» là từ mức đó trở lên hay đúng mức đó"
        ), "steps of share >=100%: 1, >=75%: 0.75, >=50%: 0.5, >=25%: 0.25, else: 0",
    ),
    ("3", "Điểm tối đa 3 điểm nếu đạt 100%; giảm tương ứng theo tỷ lệ", "có phần chưa hiểu được", ""),
    ("1", "Biên chế sử dụng ≤ biên chế được giao: 1; biên chế sử dụng > biên chế được giao: 0", "có phép tính hoặc phép so sánh chưa đọc được", ""),
    ("10", "Điểm khảo sát = (Số phiếu hài lòng x 100% + số phiếu bình thường x 50%)/tổng số phiếu x 10", "có phần chưa hiểu được", ""),
    (
        "2", "Nếu không có nhiệm vụ quá hạn: 2 điểm; nếu có nhiệm vụ quá hạn: điểm = (1 - số nhiệm vụ quá hạn/tổng số nhiệm vụ) x 2",
        "có phần chưa hiểu được", "",
    ),
    ("2", "Sáng kiến cấp tỉnh: 01 điểm/sáng kiến; cấp cơ sở: 0,5 điểm/sáng kiến; tối đa 2 điểm", "có phần chưa hiểu được", ""),
    ("3", "Mỗi nội dung đạt 1 điểm: kế hoạch, báo cáo, kiểm tra", "có phần chưa hiểu được", ""),
    (
        "2", "0 - 50%: 0; 51 - 80%: 1; 81 - 100%: 2",
        "khoảng từ 50% đến 51% chưa có mức điểm; khoảng từ 80% đến 81% chưa có mức điểm", "steps of share >=81%: 2, >=51%: 1, else: 0",
    ),
    ("1", "Ít nhất 50% cuộc: 1; còn lại tính tỷ lệ", "có phần chưa hiểu được", ""),
    (
        "1", "Đảm bảo thời gian theo quy định 0,5 điểm, đảm bảo nội dung 0,5 điểm",
        "điểm các dòng cộng lại bằng 1: có thể là các phần cộng dồn, không phải các mức", "conditions đảm bảo thời gian theo quy định + đảm bảo nội dung: 1, 0.5",
    ),
    ("1", "Chấm tối đa 1 điểm; căn cứ mức độ thực hiện để chấm", "có phần chưa hiểu được", ""),
    ("1", "Theo kết quả xếp loại của cơ quan có thẩm quyền", "không thấy mức điểm, công thức hay cách trừ điểm nào", ""),
    ("2", "Điểm = 2 x (1 - tỷ lệ hồ sơ trễ hạn)", "có phần chưa hiểu được", ""),
    ("2", "100% - tỷ lệ trễ hạn x 2", "có phần chưa hiểu được", ""),
    (
        "2", "Tổng điểm các nội dung: Kế hoạch: 0,5 điểm; Báo cáo: 0,5 điểm; Kiểm tra: 1 điểm",
        "điểm các dòng cộng lại bằng 2: có thể là các phần cộng dồn, không phải các mức", "",
    ),
    ("2", "Đạt 1 điểm cho mỗi nội dung sau: (1) Ban hành quy chế; (2) Công khai quy chế", "có phần chưa hiểu được", ""),
    (
        "2", "Có đầy đủ các văn bản: 2 điểm; thiếu 01 văn bản trừ 0,5 điểm; thiếu từ 03 văn bản trở lên: 0 điểm",
        "mức điểm này không nối được với cách trừ điểm", "",
    ),
    ("3", "Báo cáo đầy đủ, đúng hạn: 3 điểm; chậm mỗi báo cáo trừ 0,5 điểm; thiếu mỗi báo cáo trừ 1 điểm", "các lỗi bị trừ những mức khác nhau", ""),
    ("3", "Đảm bảo 100%: 3đ. Giảm 1% trừ 0,1đ", "có phần chưa hiểu được", ""),
    (
        "1", "Từ 30% trở lên số cơ quan, đơn vị: 1; từ 20% - 30% số cơ quan, đơn vị: 0,5; dưới 20% số cơ quan, đơn vị: 0",
        "mức 30% thuộc cả hai mức", "steps of share >=30%: 1, >=20%: 0.5, else: 0",
    ),
    (
        "0.5", "Phân công lãnh đạo phụ trách: 0,25; có công chức đầu mối: 0,25",
        "điểm các dòng cộng lại bằng 0,5: có thể là các phần cộng dồn, không phải các mức", "conditions phân công lãnh đạo phụ trách + có công chức đầu mối: 0.5, 0.25",
    ),
    ("4", "Số HS đúng hạn\n------------- x 4\nTổng số HS", "có phần chưa hiểu được", ""),
    ("4", "Tỷ lệ đạt 50% trở lên được 4 điểm; cứ thấp hơn 5% trừ 0,5 điểm", "trừ theo từng phần trăm chưa có quy tắc tương ứng", ""),
    ("2", "Bị UBND tỉnh phê bình: trừ 1 điểm; bị Sở Nội vụ nhắc nhở: trừ 0,5 điểm", "không mức nào đạt điểm tối đa 2", ""),
    ("2", "Cứ đủ 10% thì được 0,2 điểm", "có phần chưa hiểu được", ""),
    ("2", "Mỗi 10% hoàn thành được 0,2 điểm, tối đa 2 điểm", "có phần chưa hiểu được", ""),
    ("6", "Có 06 nội dung, mỗi nội dung 1 điểm", "có phần chưa hiểu được", ""),
]
