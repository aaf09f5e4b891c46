"""The room's own acts in words, and which rooms' acts an administrator may look into."""

from django.utils.translation import gettext_lazy as _

# Acts on people, agencies, units and the software itself. What was scored, claimed or ruled is not an administrator's business.
ADMINISTRATORS_ROOMS = ("accounts", "organisations", "background", "oversight")

ACTS = {
    "oversight.run_asked_again": _("cho chạy lại việc nền"),
    "oversight.schedule_switched": _("bật, tắt lịch chạy"),
    "oversight.sealed_anew": _("khóa lại dữ liệu cá nhân bằng khóa mới"),
}

VERIFY = "parix.web.audit_trail.jobs.verify_chain"
JOBS = {
    VERIFY: _("kiểm tra chuỗi băm của nhật ký"), "parix.web.oversight.jobs.seal_anew": _("khóa lại dữ liệu cá nhân bằng khóa mới"),
}

COLUMNS = {"is_on": _("đang bật"), "job": _("việc"), "left": _("còn phải khóa lại"), "key": _("khóa số")}
