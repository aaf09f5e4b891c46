"""Stages of a round, states of a leaf, who scores it, who leads it, and how it is appraised, in words for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parix.foundation.phrases import Text
from parix.web.notices.choices import NoticeKind


class Stage(models.TextChoices):
    SELF_ASSESSMENT = "self_assessment", _("đang tự đánh giá")
    APPRAISAL = "appraisal", _("đang thẩm định")
    APPEAL = "appeal", _("đang nhận kiến nghị")
    COUNCIL = "council", _("Hội đồng đang họp")
    PUBLISHED = "published", _("đã công bố")


# In the order that a round goes through them; what comes later has everything before it behind.
STAGES = (Stage.SELF_ASSESSMENT, Stage.APPRAISAL, Stage.APPEAL, Stage.COUNCIL, Stage.PUBLISHED)
# Every stage but the last has a time, and is called so where the time is spoken of.
TIMED_STAGES = {
    Stage.SELF_ASSESSMENT: Text("tự đánh giá", "self-assessment"), Stage.APPRAISAL: Text("thẩm định", "appraisal"),
    Stage.APPEAL: Text("kiến nghị", "appeals"), Stage.COUNCIL: Text("họp Hội đồng thẩm định", "appraisal council"),
}
# In these stages the agencies have something to do, and may ask for more time.
AGENCYS_STAGES = frozenset({Stage.SELF_ASSESSMENT, Stage.APPEAL})

LEAF_STATES = {
    "scored": _("đã chấm"),
    "not_scored": _("chưa chấm được"),
    "dropped": _("loại khỏi điểm tối đa"),
    "not_applicable": _("không áp dụng"),
}

SCORED_BY = {
    "self_then_appraiser": _("cơ quan tự chấm, sau đó thẩm định"),
    "appraiser": _("cơ quan thẩm định chấm"),
    "survey": _("điều tra xã hội học"),
    "data": _("số liệu của hệ thống"),
}

EDITION_STATES = {"draft": _("bản dự thảo"), "published": _("đã ban hành"), "reconstructed": _("dựng lại từ tài liệu công bố")}

EFFECTS = {"bonus": _("điểm thưởng"), "penalty": _("điểm trừ")}

LEADS = {
    "office": _("Văn phòng"),
    "inspectorate": _("Thanh tra"),
    "finance": _("bộ phận kế hoạch, tài chính"),
    "one_stop": _("Bộ phận Một cửa"),
    "it": _("bộ phận công nghệ thông tin"),
    "professional": _("các phòng chuyên môn"),
    "standards_metrology_quality": _("bộ phận tiêu chuẩn, đo lường, chất lượng"),
    "home_affairs": _("cơ quan nội vụ"),
    "justice": _("cơ quan tư pháp"),
    "science_technology": _("cơ quan khoa học và công nghệ"),
}


class View(models.TextChoices):
    """Whose eyes a score is seen with."""

    SELF = "self", _("cơ quan tự chấm")
    FIRST = "first", _("thẩm định lần một")
    SECOND = "second", _("thẩm định lần hai")
    COUNCIL = "council", _("Hội đồng thẩm định")


# A round seen with somebody's eyes from this stage on; each view lies over the one before it.
VIEWS_FROM = {View.SELF: Stage.SELF_ASSESSMENT, View.FIRST: Stage.APPRAISAL, View.SECOND: Stage.APPEAL, View.COUNCIL: Stage.COUNCIL}
# The name of the source under which a ruling's facts are scored.
RULED_BY = {View.FIRST: "Thẩm định lần một", View.SECOND: "Thẩm định lần hai", View.COUNCIL: "Hội đồng thẩm định"}


class Outcome(models.TextChoices):
    """What a ruling does with the facts of a leaf. A correction carries corrected inputs, never a bare number."""

    ACCEPTED = "accepted", _("chấp nhận")
    CORRECTED = "corrected", _("sửa số liệu")
    NOT_APPLICABLE = "not_applicable", _("quyết định không áp dụng")
    APPLICABLE = "applicable", _("quyết định có áp dụng")


class Silence(models.TextChoices):
    """What an agency's silence means once the time to reply is over."""

    AS_CLAIMED = "as_claimed", _("giữ số liệu cơ quan khai")
    AS_RULED = "as_ruled", _("giữ kết luận thẩm định đã nêu")
    ZERO = "zero", _("coi như không chứng minh được, không có điểm")


# The same in both languages at once, for notices.
SILENCES = {
    Silence.AS_CLAIMED: Text("giữ số liệu cơ quan khai", "what the agency claimed stands"),
    Silence.AS_RULED: Text("giữ kết luận thẩm định đã nêu", "the ruling already given stands"),
    Silence.ZERO: Text("coi như không chứng minh được, không có điểm", "it counts as not proved, no points"),
}


class Answer(models.TextChoices):
    """What became of an appeal."""

    OPEN = "open", _("chưa trả lời")
    UPHELD = "upheld", _("chấp nhận kiến nghị")
    PARTLY = "partly", _("chấp nhận một phần")
    REJECTED = "rejected", _("giữ nguyên kết quả")
    WITHDRAWN = "withdrawn", _("cơ quan rút kiến nghị")


class UnlockAnswer(models.TextChoices):
    """What became of an agency's request to open a stage again."""

    OPEN = "open", _("chờ điều phối trả lời")
    GRANTED = "granted", _("đã mở lại")
    REFUSED = "refused", _("không mở lại")


# How long a coordinator has before being reminded of a request.
ANSWER_UNLOCK_DAYS = 1


class ClaimState(models.TextChoices):
    OPEN = "open", _("chưa khai")
    DRAFTED = "drafted", _("đang khai")
    READY = "ready", _("đơn vị đã khai xong")
    CHECKED = "checked", _("đã kiểm tra")


DONE = (ClaimState.READY, ClaimState.CHECKED)


class WindowState(models.TextChoices):
    """How the time of a stage stands at a moment, for one agency."""

    NOT_SET = "not_set", _("chưa đặt thời gian")
    NOT_REACHED = "not_reached", _("đợt chấm chưa tới giai đoạn này")
    BEFORE = "before", _("chưa tới ngày mở")
    OPEN = "open", _("đang mở")
    UNLOCKED = "unlocked", _("được mở lại sau hạn")
    LOCKED = "locked", _("đã khoá")
    PASSED = "passed", _("đợt chấm đã qua giai đoạn này")
    CLOSED = "closed", _("Hội đồng đã quyết định")
    PUBLISHED = "published", _("đợt chấm đã công bố")


class CertificationStep(models.TextChoices):
    CHECKED = "checked", _("cán bộ cải cách hành chính kiểm tra")
    APPROVED = "approved", _("lãnh đạo cơ quan phê duyệt")


class EvidenceState(models.TextChoices):
    """How the evidence of a leaf stands, or of one thing that the edition asks for; the worst first."""

    MISSING = "missing", _("thiếu")
    WRONG_KIND = "wrong_kind", _("sai loại")
    UNREADABLE = "unreadable", _("không đọc được")
    MISPOINTED = "mispointed", _("dẫn không khớp")
    OTHER_ISSUER = "other_issuer", _("cơ quan khác ban hành")
    OUTSIDE_PERIOD = "outside_period", _("ngoài kỳ đánh giá")
    TOO_LATE = "too_late", _("ban hành muộn")
    UNDATED = "undated", _("chưa rõ ngày")
    WAITING = "waiting", _("chờ đọc hoặc xác nhận")
    ENOUGH = "enough", _("đủ")
    NOT_ASKED = "not_asked", _("không yêu cầu")


# What the parts of a rule's input are called where several stand in one line; parts that an edition names itself keep its names.
FACT_ROLES = {
    "value": _("số liệu"), "share": _("tỷ lệ"), "done": _("đã làm"), "waived": _("được miễn trừ"), "faults": _("trường hợp bị trừ"),
    "answers": _("phiếu trả lời"), "prerequisite": _("điều kiện tiên quyết"), "points": _("điểm"), "items": _("số lượng"), "level": _("mức"),
    "conditions": _("điều kiện"), "answer": _("câu trả lời"),
}


# A leaf whose evidence stands so is fully proved: nothing is to be looked at again.
PROVED = frozenset({EvidenceState.ENOUGH, EvidenceState.NOT_ASKED})


class SwitchedTo(models.TextChoices):
    """What became of a leaf when its round went over to another edition."""

    CARRIED = "carried", _("chuyển sang")
    SPLIT = "split", _("tách ra")
    MERGED = "merged", _("gộp vào")
    ADDED = "added", _("mới")
    RESTORED = "restored", _("trở lại như trước")
    DROPPED = "dropped", _("bỏ")
    LEFT = "left", _("không chuyển được")


class SwitchNeed(models.TextChoices):
    """What the change of edition asks of whoever answers for the leaf."""

    NOTHING = "nothing", _("không phải làm gì")
    REVIEW = "review", _("xem lại phần đã khai")
    CLAIM = "claim", _("khai mới")
class Choice(models.TextChoices):
    """A vote in the council."""

    FOR = "for", _("tán thành")
    AGAINST = "against", _("không tán thành")
    ABSTAIN = "abstain", _("không có ý kiến")


class MotionOutcome(models.TextChoices):
    OPEN = "open", _("đang biểu quyết")
    CARRIED = "carried", _("được thông qua")
    REJECTED = "rejected", _("không được thông qua")
    WITHDRAWN = "withdrawn", _("đã rút")


class Dispute(models.TextChoices):
    """Why a leaf comes before the council."""

    APPEAL = "appeal", _("kiến nghị chưa được chấp nhận hết")
    APART = "apart", _("hai lần thẩm định khác nhau")
    SILENCE = "silence", _("yêu cầu giải trình không được trả lời")


# What the orphan list may miss of a leaf, by the words of `queries.drafts`.
LACKING = {"owner": _("chưa giao đơn vị"), "date": _("chưa đặt hạn"), "evidence plan": _("chưa có kế hoạch tài liệu")}
# An agency claims these leaves only; the others are fed by data, by a survey, or are the appraiser's.
CLAIMED_LEAVES = frozenset({"self_then_appraiser"})
# A leaf whose figure comes from such a source shows it and cannot be typed over.
FED_BY = frozenset({"register", "snapshot", "survey", "extract"})
# The setting of a leaf under which an agency may itself say that nothing arose: its maximum stays as it is.
NOTHING_AROSE_CLAIMED = frozenset({"full", "zero"})

# A leaf that opinion polls give the figure of is nobody's to appraise.
NOT_APPRAISED = frozenset({"survey"})

# How a leaf stands in an appraiser's queue, by the words of `queries.appraisal.queue`.
QUEUE_STATES = {
    "left": _("chưa kết luận"), "stale": _("số liệu đổi sau kết luận"), "asked": _("đang chờ cơ quan trả lời"), "replied": _("cơ quan đã trả lời"),
    "marked": _("đã chấm độc lập, chờ người khác"), "reconcile": _("đủ hai phiếu, cần đối chiếu"), "appealed": _("có kiến nghị"), "done": _("đã kết luận"),
}

INQUIRY_ASKED = NoticeKind(
    "assessment.inquiry_asked", _("cơ quan thẩm định yêu cầu giải trình"),
    Text("Cần giải trình tiêu chí {leaf} trước hết ngày {day}", "Explain criterion {leaf} by the end of {day}"),
    Text("{question} Nếu không trả lời: {silence}.", "{question} If there is no reply: {silence}."), is_formal=True,
)
STATEMENT_MADE = NoticeKind(
    "assessment.statement_made", _("cơ quan đã giải trình"),
    Text("{agency} đã giải trình tiêu chí {leaf}", "{agency} has explained criterion {leaf}"), Text("{text}", "{text}"),
)
APPEAL_FILED = NoticeKind(
    "assessment.appeal_filed", _("có kiến nghị mới về tiêu chí mình đã thẩm định"),
    Text("{agency} kiến nghị về tiêu chí {leaf}", "{agency} appeals on criterion {leaf}"), Text("{text}", "{text}"),
)
APPEAL_ANSWERED = NoticeKind(
    "assessment.appeal_answered", _("kiến nghị đã được trả lời"),
    Text("Kiến nghị về tiêu chí {leaf}: {outcome}", "Appeal on criterion {leaf}: {outcome}"), Text("{answer}", "{answer}"), is_formal=True,
)
ACTS = {
    "assessment.round_opened": _("mở đợt chấm"),
    "assessment.round_scored": _("chấm điểm cả đợt"),
    "assessment.round_published": _("công bố kết quả"),
    "assessment.result_collected": _("thu thập kết quả đã công bố nơi khác"),
    "assessment.duties_added": _("giao tiêu chí theo phiên bản bộ chỉ số"),
    "assessment.counts_fed": _("số đếm từ sổ đưa vào phiếu điểm"),
    "assessment.claim_saved": _("lưu tự đánh giá một tiêu chí"),
    "assessment.evidence_added": _("dẫn tài liệu kiểm chứng vào một tiêu chí"),
    "assessment.evidence_changed": _("sửa chỗ dẫn tài liệu kiểm chứng"),
    "assessment.evidence_removed": _("gỡ tài liệu kiểm chứng khỏi một tiêu chí"),
    "assessment.duties_changed": _("phân công tiêu chí"),
    "assessment.checked": _("kiểm tra phiếu tự chấm"),
    "assessment.approved": _("phê duyệt phiếu tự chấm"),
    "assessment.certificate_lapsed": _("xác nhận hết hiệu lực vì phiếu thay đổi"),
    "assessment.submitted": _("nộp phiếu tự chấm"),
    "assessment.window_set": _("đặt thời gian của giai đoạn"),
    "assessment.unlocked": _("mở khoá sau hạn"),
    "assessment.unlock_asked": _("đề nghị mở khoá sau hạn"),
    "assessment.unlock_answered": _("trả lời đề nghị mở khoá"),
    "assessment.stage_opened": _("chuyển giai đoạn của đợt chấm"),
    "assessment.double_marking_set": _("đặt hoặc bỏ chấm hai người độc lập"),
    "assessment.ruled": _("kết luận thẩm định một tiêu chí"),
    "assessment.loss_divided": _("phân tích điểm mất"),
    "assessment.marked": _("lưu phiếu chấm độc lập"),
    "assessment.conflict_declared": _("khai xung đột lợi ích"),
    "assessment.conflict_ended": _("kết thúc xung đột lợi ích"),
    "assessment.inquiry_asked": _("yêu cầu cơ quan giải trình"),
    "assessment.inquiry_closed": _("đóng yêu cầu giải trình"),
    "assessment.statement_made": _("cơ quan giải trình"),
    "assessment.appeal_filed": _("gửi kiến nghị"),
    "assessment.appeal_answered": _("trả lời kiến nghị"),
    "assessment.appeal_withdrawn": _("rút kiến nghị"),
    "assessment.edition_switched": _("chuyển đợt chấm sang phiên bản khác"),
    "assessment.session_opened": _("mở phiên họp Hội đồng"),
    "assessment.presence_noted": _("ghi thành viên có mặt"),
    "assessment.motion_put": _("đưa một nội dung ra biểu quyết"),
    "assessment.recused": _("rút khỏi biểu quyết"),
    "assessment.voted": _("biểu quyết"),
    "assessment.motion_decided": _("kết luận một nội dung biểu quyết"),
    "assessment.session_closed": _("đóng phiên họp Hội đồng"),
    "assessment.bundles_made": _("lập gói kết quả công bố"),
}
COLUMNS = {
    "leaf": _("tiêu chí"), "lead": _("đơn vị chủ trì"), "due_on": _("hạn"), "evidence_plan": _("kế hoạch tài liệu"), "facts": _("số liệu khai"),
    "explanation": _("thuyết minh, giải trình"), "state": _("tình trạng"), "version": _("lần lưu"), "opens_at": _("mở từ"), "closes_at": _("khoá lúc"),
    "until": _("mở lại đến"), "wished_until": _("xin mở đến"), "outcome": _("trả lời"),
    "step": _("bước"), "frozen_digest": _("mã bản được xác nhận"), "bundle": _("mã gói kết quả"), "batch": _("lần chấm"),
    "stage": _("giai đoạn"), "edition": _("phiên bản bộ chỉ số"), "fingerprint": _("vân tay phiên bản"), "period": _("kỳ đánh giá"),
    "agencies": _("cơ quan"), "agency_kind": _("loại cơ quan"), "index": _("chỉ số"), "slug": _("mã đợt"), "inputs": _("mã số liệu đầu vào"),
    "withdrawn_at": _("hết hiệu lực lúc"), "total": _("tổng đã công bố"), "rank": _("hạng"),
}  # fmt: skip

STAGE_TIMED = NoticeKind(
    "assessment.stage_timed", _("đặt hoặc đổi thời gian của một giai đoạn"),
    Text("Thời gian {stage}: từ {opens} đến {closes}. {round}", "Time of {stage}: {opens} to {closes}. {round}"), Text("", ""), is_formal=True,
)
UNLOCKED = NoticeKind(
    "assessment.unlocked", _("mở khoá sau hạn"),
    Text("Mở lại {stage} đến {until}: {round}", "Open again: {stage} until {until}. {round}"), Text("Lý do: {reason}", "Reason: {reason}"), is_formal=True,
)
UNLOCK_ASKED = NoticeKind(
    "assessment.unlock_asked", _("cơ quan đề nghị mở khoá sau hạn"),
    Text("{agency} đề nghị mở lại {stage} đến {until}: {round}", "{agency} asks to open {stage} again until {until}: {round}"),
    Text("Lý do: {reason}", "Reason: {reason}"),
)
UNLOCK_REFUSED = NoticeKind(
    "assessment.unlock_refused", _("đề nghị mở khoá không được chấp nhận"),
    Text("Không mở lại {stage}: {round}", "{stage} is not opened again: {round}"), Text("Lý do: {reason}", "Reason: {reason}"), is_formal=True,
)
DUTIES_GIVEN = NoticeKind(
    "assessment.duties_given", _("được giao tiêu chí, hoặc đổi hạn"),
    Text("{unit} chủ trì {leaves}", "{unit} leads {leaves}"), Text("Hạn: {due}. {plan}", "Due: {due}. {plan}"),
)
DUTIES_SUPPORTED = NoticeKind(
    "assessment.duties_supported", _("được giao phối hợp tiêu chí"),
    Text("{unit} phối hợp {leaves}", "{unit} supports {leaves}"), Text("", ""),
)
TO_APPROVE = NoticeKind(
    "assessment.to_approve", _("phiếu tự chấm chờ phê duyệt"),
    Text("Phiếu tự chấm chờ phê duyệt: {round}", "A self-assessment waits for approval: {round}"),
    Text("{who} đã kiểm tra. {note}", "Checked by {who}. {note}"),
)
TO_SUBMIT = NoticeKind(
    "assessment.to_submit", _("phiếu tự chấm đã phê duyệt, chờ nộp"),
    Text("Phiếu tự chấm đã phê duyệt, chờ nộp: {round}", "The self-assessment is approved and can be submitted: {round}"),
    Text("{who} đã phê duyệt. {note}", "Approved by {who}. {note}"),
)
CERTIFICATE_LAPSED = NoticeKind(
    "assessment.certificate_lapsed", _("phiếu thay đổi sau khi xác nhận"),
    Text("Xác nhận của bạn hết hiệu lực: {round}", "Your certificate has lapsed: {round}"),
    Text("{who} đã sửa tiêu chí {leaf}: cần xác nhận lại bản mới.", "{who} changed criterion {leaf}: the new version has to be certified again."),
)
SUBMITTED = NoticeKind(
    "assessment.submitted", _("biên nhận nộp phiếu tự chấm"),
    Text("Đã nộp phiếu tự chấm, lần {number}: {round}", "Self-assessment submitted, number {number}: {round}"),
    Text("Người nộp: {who}, lúc {when}.", "Submitted by {who} at {when}."), is_formal=True,
)
MOTION_PUT = NoticeKind(
    "assessment.motion_put", _("có nội dung chờ biểu quyết trong Hội đồng"),
    Text("Hội đồng: nội dung {number} chờ biểu quyết, {agency}, {leaf}", "Council: motion {number} is open, {agency}, {leaf}"), Text("{text}", "{text}"),
)
PUBLISHED = NoticeKind(
    "assessment.published", _("công bố kết quả"),
    Text("Đã công bố kết quả: {round}", "Results published: {round}"), Text("{decision}", "{decision}"), is_formal=True,
)
EDITION_SWITCHED = NoticeKind(
    "assessment.edition_switched", _("đợt chấm đổi sang phiên bản khác của bộ chỉ số"),
    Text("{round}: {whose} có việc do đổi phiên bản bộ chỉ số", "{round}: the change of edition concerns {whose}"),
    Text(
        "{claim} tiêu chí mới phải khai, {review} tiêu chí phải xem lại, {changed} tiêu chí chỉ đổi điểm, tên hoặc chỗ, {left} tiêu chí bị bỏ; "
        "làm xong trước hết ngày {due}. Phần đã khai được chuyển sang hoặc giữ lại để đọc.",
        "{claim} new leaves to claim, {review} to review, {changed} with other points, names or places only, {left} dropped; to be done by the end of {due}. "
        "What was claimed is carried over, or kept to be read.",
    ),
    is_formal=True,
)
NOTICE_KINDS = (
    STAGE_TIMED, UNLOCKED, UNLOCK_ASKED, UNLOCK_REFUSED, DUTIES_GIVEN, DUTIES_SUPPORTED, TO_APPROVE, TO_SUBMIT, CERTIFICATE_LAPSED, SUBMITTED, MOTION_PUT,
    PUBLISHED, INQUIRY_ASKED, STATEMENT_MADE, APPEAL_FILED, APPEAL_ANSWERED, EDITION_SWITCHED,
)


class Cause(models.TextChoices):
    """Whose the loss of points is, as notices of departments tell it apart."""

    EXTERNAL = "external", _("nguyên nhân khách quan")
    INTERNAL = "internal", _("nguyên nhân chủ quan")
    UNCLASSIFIED = "unclassified", _("chưa phân loại")
    ARITHMETIC = "arithmetic", _("do cách tính")


class Ground(models.TextChoices):
    """Why points were lost; each belongs to one cause. The last one is what nobody has said yet."""

    SET_CHANGED = "set_changed", _("bộ chỉ số hoặc cách chấm thay đổi trong năm")
    NOT_FEASIBLE = "not_feasible", _("không thể thực hiện được trong năm")
    HANGS_ON_OTHERS = "hangs_on_others", _("phụ thuộc cơ quan khác")
    OTHER_EXTERNAL = "other_external", _("khách quan khác")
    NOT_DONE = "not_done", _("chưa bám sát kế hoạch, làm chưa đủ")
    LATE = "late", _("trễ hạn thực hiện")
    NO_EVIDENCE = "no_evidence", _("thiếu tài liệu kiểm chứng")
    EVIDENCE_OFF = "evidence_off", _("tài liệu kiểm chứng chưa sát nội dung")
    LOW_RESULT = "low_result", _("kết quả chưa tới mức điểm tối đa")
    LOW_SATISFACTION = "low_satisfaction", _("mức độ hài lòng chưa cao")
    BREACH = "breach", _("có vi phạm bị trừ điểm")
    OTHER_INTERNAL = "other_internal", _("chủ quan khác")
    UNCLASSIFIED = "unclassified", _("chưa phân loại")


GROUNDS: dict[Cause, tuple[Ground, ...]] = {
    Cause.EXTERNAL: (Ground.SET_CHANGED, Ground.NOT_FEASIBLE, Ground.HANGS_ON_OTHERS, Ground.OTHER_EXTERNAL),
    Cause.INTERNAL: (
        Ground.NOT_DONE, Ground.LATE, Ground.NO_EVIDENCE, Ground.EVIDENCE_OFF, Ground.LOW_RESULT, Ground.LOW_SATISFACTION, Ground.BREACH,
        Ground.OTHER_INTERNAL,
    ),
    Cause.UNCLASSIFIED: (Ground.UNCLASSIFIED,),
}
CAUSE_OF: dict[str, Cause] = {ground: cause for cause, grounds in GROUNDS.items() for ground in grounds}


class LossKind(models.TextChoices):
    """Where points between maximum and score went. Only the first two are people's to divide; the rest follows from arithmetic."""

    LEAF = "leaf", _("chưa đạt ở tiêu chí")
    PENALTY = "penalty", _("điểm trừ")
    BONUS = "bonus", _("điểm thưởng bù lại")
    CAP = "cap", _("phần điểm trừ vượt trần, không tính")
    ROUNDING = "rounding", _("làm tròn")
    FLOOR = "floor", _("điểm không xuống dưới 0")


DIVIDED = frozenset({LossKind.LEAF, LossKind.PENALTY})
