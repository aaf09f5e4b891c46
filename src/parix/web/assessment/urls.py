"""Pages of rounds for people who sign in."""

from django.urls import path

from parix.web.assessment import views
from parix.web.assessment.views import evidence, lost_points, stages, submissions, switches, two_clocks
from parix.web.assessment.views import self_assessment as self_views
from parix.web.assessment.views.appraisal import agency, queue, watching
from parix.web.assessment.views.appraisal import leaf as appraised

app_name = "assessment"

urlpatterns = [
    path("", views.rounds, name="rounds"),
    path("tai-lieu/<uuid:document>/", evidence.leaves_of_document, name="leaves_of_document"),
    path("<slug:slug>/", views.ranking, name="ranking"),
    path("<slug:slug>/tim-tai-lieu/", evidence.search, name="evidence_search"),
    path("<slug:slug>/bang-xep-hang.<str:form>", views.ranking_file, name="ranking_file"),
    path("<slug:slug>/thoi-gian/", stages.stages, name="stages"),
    path("<slug:slug>/thoi-gian/giai-doan/", stages.onward, name="onward"),
    path("<slug:slug>/thoi-gian/cach-cham/", stages.marking_setting, name="marking_setting"),
    path("<slug:slug>/tham-dinh/", queue.queue, name="queue"),
    path("<slug:slug>/tham-dinh/tiep/", queue.following, name="following"),
    path("<slug:slug>/tham-dinh/giai-trinh/", watching.replies, name="replies"),
    path("<slug:slug>/tham-dinh/xung-dot/", watching.conflicts, name="conflicts"),
    path("<slug:slug>/tham-dinh/xung-dot/<int:number>/het/", watching.clear_conflict, name="clear_conflict"),
    path("<slug:slug>/tham-dinh/<str:agency>/<slug:leaf>/", appraised.appraise, name="appraise"),
    path("<slug:slug>/tham-dinh/<str:agency>/<slug:leaf>/chap-nhan/", queue.accept, name="accept"),
    path("<slug:slug>/tham-dinh/<str:agency>/<slug:leaf>/hoi/", appraised.inquire, name="inquire"),
    path("<slug:slug>/tham-dinh/<str:agency>/<slug:leaf>/hoi/<int:number>/dong/", appraised.end_inquiry, name="end_inquiry"),
    path("<slug:slug>/doi-phien-ban/", switches.switching, name="switching"),
    path("<slug:slug>/doi-phien-ban/<int:number>/", switches.switched, name="switched"),
    path("<slug:slug>/doi-phien-ban/<int:number>/<str:agency>/", switches.switched_agency, name="switched_agency"),
    path("<slug:slug>/doi-phien-ban/<int:number>/<str:agency>/nhu-cu/", switches.old_state, name="old_state"),
    path("<slug:slug>/<str:agency>/", views.sheet, name="sheet"),
    path("<slug:slug>/<str:agency>/tham-dinh/", agency.moved, name="moved"),
    path("<slug:slug>/<str:agency>/tham-dinh/<slug:leaf>/", agency.agency_leaf, name="agency_leaf"),
    path("<slug:slug>/<str:agency>/tham-dinh/<slug:leaf>/giai-trinh/", agency.state, name="state"),
    path("<slug:slug>/<str:agency>/tham-dinh/<slug:leaf>/kien-nghi/", agency.appeal, name="appeal"),
    path("<slug:slug>/<str:agency>/tham-dinh/<slug:leaf>/kien-nghi/rut/", agency.withdraw, name="withdraw"),
    path("<slug:slug>/<str:agency>/phieu-diem.json", views.sheet_json, name="sheet_json"),
    path("<slug:slug>/<str:agency>/so-voi-nam-truoc/", views.compare, name="compare"),
    path("<slug:slug>/<str:agency>/theo-thoi-gian/", two_clocks.clocks, name="clocks"),
    path("<slug:slug>/<str:agency>/theo-thoi-gian/phieu-diem.json", two_clocks.clocks_json, name="clocks_json"),
    path("<slug:slug>/<str:agency>/tieu-chi/<slug:leaf>/", views.leaf, name="leaf"),
    path("<slug:slug>/<str:agency>/tu-danh-gia/", self_views.self_assessment, name="self_assessment"),
    path("<slug:slug>/<str:agency>/tu-danh-gia/lich/", self_views.calendar, name="calendar"),
    path("<slug:slug>/<str:agency>/tu-danh-gia/phan-cong/", self_views.duties, name="duties"),
    path("<slug:slug>/<str:agency>/tu-danh-gia/tieu-chi/<slug:leaf>/", self_views.claim, name="claim"),
    path("<slug:slug>/<str:agency>/tu-danh-gia/tieu-chi/<slug:leaf>/tai-lieu/", evidence.choose, name="evidence_choose"),
    path("<slug:slug>/<str:agency>/tu-danh-gia/tieu-chi/<slug:leaf>/tai-lieu/<int:link>/", evidence.pointer, name="evidence_pointer"),
    path("<slug:slug>/<str:agency>/tu-danh-gia/tieu-chi/<slug:leaf>/tai-lieu/<int:link>/go/", evidence.remove, name="evidence_remove"),
    path("<slug:slug>/<str:agency>/tu-danh-gia/nop/", submissions.submitting, name="submitting"),
    path("<slug:slug>/<str:agency>/tu-danh-gia/nop/xac-nhan/", submissions.certifying, name="certify"),
    path("<slug:slug>/<str:agency>/tu-danh-gia/nop/gui/", submissions.submission, name="submit"),
    path("<slug:slug>/<str:agency>/tu-danh-gia/bien-nhan/<int:number>/", submissions.receipt, name="receipt"),
    path("<slug:slug>/<str:agency>/tu-danh-gia/bien-nhan/<int:number>/goi-ket-qua.zip", submissions.bundle, name="bundle"),
    path("<slug:slug>/<str:agency>/diem-mat/", lost_points.ledger, name="lost_points"),
    path("<slug:slug>/<str:agency>/diem-mat.xlsx", lost_points.ledger_file, name="lost_points_file"),
    path("<slug:slug>/<str:agency>/diem-mat/trach-nhiem/", lost_points.accountability, name="accountability"),
    path("<slug:slug>/<str:agency>/diem-mat/trach-nhiem.xlsx", lost_points.accountability_file, name="accountability_file"),
    path("<slug:slug>/<str:agency>/diem-mat/tieu-chi/<slug:leaf>/", lost_points.loss, name="loss"),
]
