"""The registers that indicators count, as contracts: dossiers, procedures, promulgations, feedback, ratings, communes.

State codes of dossiers are those of the dossier-sync format: 1 registered, 2 accepted, 3 refused, 4 in progress, 5 supplement asked,
6 fee asked, 7 withdrawn, 8 stopped, 9 finished, 10 result returned. Days "by which" something is due were counted on the working calendar
by whoever keeps the register, so that no engine needs one. A mark of a dossier that its source did not tell is absent: neither yes nor no.
"""

from __future__ import annotations

from parix.indicators.table_contracts import Column, TableContract

REFUSED, WITHDRAWN, REGISTERED = 3, 7, 1
ONLINE = 2
FEE_UNPAID, FEE_PAID_ONLINE, FEE_PAID_OTHERWISE = 1, 2, 3
PARTIAL, END_TO_END = 3, 4
OPEN, ANSWERED, TURNED_DOWN, PASSED_ON = 0, 1, 2, 3
ABOUT_RULES, ABOUT_STAFF = 1, 2

_AGENCY = Column("!int32", "cơ quan, theo số trong bảng cơ quan")
_FIELD = Column("int16", "lĩnh vực")
_PROCEDURE = Column("!int32", "thủ tục hành chính, theo số trong danh mục")
_RECEIVED_BY = Column("int32", "người tiếp nhận hồ sơ, theo số trong sổ cán bộ")
_HANDLED_BY = Column("int32", "người ghi hồ sơ đã xử lý xong, theo số trong sổ cán bộ")
_SINCE, _UNTIL = Column("!date", "có từ ngày"), Column("date", "không còn từ ngày")

DOSSIERS = TableContract("dossiers", "dossier", {
    "dossier": Column("!int64", "hồ sơ, theo số trong sổ"),
    "agency": Column("!int32", "cơ quan giải quyết, theo số trong bảng cơ quan"),
    "unit": Column("int32", "đơn vị thụ lý"),
    "field": _FIELD,
    "procedure": _PROCEDURE,
    "online_level": Column("!int8", "mức độ trực tuyến của thủ tục ngày tiếp nhận: 2 thông tin, 3 một phần, 4 toàn trình"),
    "channel": Column("!int8", "1 trực tiếp, 2 trực tuyến, 3 bưu chính"),
    "state": Column("!int8", "trạng thái theo định dạng đồng bộ hồ sơ"),
    "received_on": Column("!date", "ngày tiếp nhận"),
    "due_on": Column("date", "ngày hẹn trả đang có hiệu lực"),
    "finished_on": Column("date", "ngày kết thúc xử lý"),
    "waited_days": Column("!int16", "số ngày chờ người nộp bổ sung"),
    "supplements": Column("!int8", "số lần yêu cầu bổ sung"),
    "is_submitters_fault": Column("!boolean", "phải bổ sung do lỗi của người nộp"),
    "stage_points": Column("int8", "các cơ quan tham gia: 2 đều sớm hạn, 1 có bước vừa đúng hạn, 0 có bước trễ hạn"),
    "has_apology": Column("boolean", "đã gửi văn bản xin lỗi vì trễ hạn"),
    "fee": Column("!int8", "0 không có nghĩa vụ tài chính, 1 chưa nộp, 2 nộp trực tuyến, 3 nộp cách khác"),
    "is_synced": Column("boolean", "đã đồng bộ lên cổng quốc gia"),
    "has_digitised_paper": Column("boolean", "có thành phần hồ sơ được số hóa"),
    "reuses_data": Column("boolean", "dùng lại dữ liệu đã số hóa"),
    "has_electronic_result": Column("boolean", "có kết quả điện tử"),
    "uses_personal_store": Column("boolean", "lấy giấy tờ từ kho dữ liệu của cá nhân, tổ chức"),
    "uses_population_data": Column("boolean", "dùng dữ liệu dân cư"),
    "is_disliked": Column("!boolean", "người nộp đánh giá không hài lòng"),
    "has_feedback": Column("!boolean", "có phản ánh, kiến nghị về hồ sơ"),
    "received_by": _RECEIVED_BY,
    "handled_by": _HANDLED_BY,
})

# What a source may leave out of a dossier: yes, no, or not told.
MARKS = tuple(name for name, column in DOSSIERS.columns.items() if column.type == "boolean")

PROCEDURES = TableContract("procedures", "procedure", {
    "procedure": _PROCEDURE,
    "agency": Column("!int32", "cơ quan có thẩm quyền giải quyết"),
    "field": _FIELD,
    "in_force_since": _SINCE,
    "in_force_until": _UNTIL,
    "is_published": Column("!boolean", "đang công khai"),
    "is_complete": Column("!boolean", "công khai đủ các bộ phận tạo thành"),
    "online_level": Column("!int8", "0 chưa có, 2 cung cấp thông tin, 3 một phần, 4 toàn trình"),
    "has_fee": Column("!boolean", "có phí, lệ phí"),
    "has_online_payment": Column("!boolean", "đã tích hợp thanh toán trực tuyến"),
    "needs_population_data": Column("boolean", "cần dữ liệu dân cư"),
    "is_population_data_connected": Column("boolean", "đã kết nối Cơ sở dữ liệu quốc gia về dân cư"),
    "is_one_stop": Column("boolean", "tiếp nhận tại Bộ phận một cửa"),
    "is_settled_at_counter": Column("boolean", "giải quyết xong tại Bộ phận một cửa"),
})

# What the stretch of time asked for did with each procedure; put beside the catalogue by `use_of_procedures`.
PROCEDURES_IN_USE = TableContract("procedures", "procedure", {
    **PROCEDURES.columns,
    "has_online_dossier": Column("!boolean", "có hồ sơ trực tuyến trong kỳ"),
    "has_paid_online": Column("!boolean", "có hồ sơ thanh toán trực tuyến trong kỳ"),
})

PROMULGATIONS = TableContract("promulgations", "procedure", {
    "procedure": _PROCEDURE,
    "agency": Column("!int32", "cơ quan phải công bố"),
    "field": _FIELD,
    "promulgate_by": Column("!date", "ngày cuối phải ký quyết định công bố"),
    "promulgated_on": Column("date", "ngày ký quyết định công bố"),
    "publish_by": Column("date", "ngày cuối phải công khai trên Cơ sở dữ liệu quốc gia, tính từ ngày ký"),
    "published_on": Column("date", "ngày công khai"),
})

FEEDBACK = TableContract("feedback", "feedback", {
    "feedback": Column("!int64", "phản ánh, kiến nghị, theo số trong sổ"),
    "agency": Column("!int32", "cơ quan tiếp nhận"),
    "field": _FIELD,
    "about": Column("!int8", "1 quy định, thủ tục; 2 cán bộ, công chức"),
    "received_on": Column("!date", "ngày tiếp nhận"),
    "outcome": Column("!int8", "0 đang xử lý, 1 đã trả lời, 2 từ chối, 3 chuyển cơ quan khác"),
    "closed_on": Column("date", "ngày trả lời, từ chối hoặc chuyển"),
    "turn_down_by": Column("!date", "ngày cuối được từ chối hoặc chuyển (2 ngày làm việc)"),
    "asked_on": Column("date", "ngày yêu cầu bổ sung"),
    "ask_by": Column("!date", "ngày cuối được yêu cầu bổ sung (5 ngày làm việc)"),
    "answer_by": Column("!date", "ngày cuối phải trả lời (15 ngày làm việc, không tính thời gian chờ bổ sung)"),
    "published_on": Column("date", "ngày công khai trả lời"),
    "publish_by": Column("date", "ngày cuối phải công khai trả lời (2 ngày làm việc sau khi trả lời)"),
    "is_disliked": Column("!boolean", "người gửi đánh giá không hài lòng"),
    "is_raised_again": Column("!boolean", "người gửi phản ánh tiếp"),
})

RATINGS = TableContract("ratings", "rating", {
    "rating": Column("!int64", "phiếu đánh giá, theo số"),
    "agency": Column("!int32", "cơ quan được đánh giá"),
    "unit": Column("int32", "đơn vị được đánh giá"),
    "field": _FIELD,
    "procedure": Column("int32", "thủ tục hành chính"),
    "rated_on": Column("!date", "ngày đánh giá"),
    "agencies_contacted": Column("int8", "số cơ quan phải liên hệ: 2, 1 hoặc 0 điểm"),
    "publicity": Column("int8", "công khai thủ tục: 2, 1 hoặc 0 điểm"),
    "attitude": Column("int8", "thái độ: 2, 1 hoặc 0 điểm"),
    "received_by": _RECEIVED_BY,
    "handled_by": _HANDLED_BY,
})

COMMUNES = TableContract("communes", "agency", {
    "agency": Column("!int32", "xã, phường, đặc khu"),
    "in_force_since": _SINCE,
    "in_force_until": _UNTIL,
    "certified_copies_since": Column("date", "cung cấp chứng thực bản sao điện tử từ bản chính từ ngày"),
})

TABLES = {one.name: one for one in (DOSSIERS, PROCEDURES, PROMULGATIONS, FEEDBACK, RATINGS, COMMUNES)}
