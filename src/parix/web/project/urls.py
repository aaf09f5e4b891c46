"""Addresses of the site, in Vietnamese without marks: people read them aloud and print them."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("parix.web.home.urls")),
    path("cham-diem/", include("parix.web.assessment.urls")),
    path("ke-hoach/", include("parix.web.plans.urls")),
    path("ho-so/", include("parix.web.onestop.dossiers.urls")),
    path("phan-anh/", include("parix.web.onestop.feedback.urls")),
    path("gop-y/", include("parix.web.onestop.feedback.urls.opinion")),
    path("thu-phi/", include("parix.web.onestop.payments.urls")),
    path("danh-gia/", include("parix.web.onestop.ratings.urls")),
    path("nop-phi/", include("parix.web.onestop.payments.urls.pay")),
    path("mot-cua/bang/", include("parix.web.onestop.board.urls")),
    path("nhap-ho-so/", include("parix.web.onestop.intake.urls")),
    path("tra-cuu/", include("parix.web.onestop.dossiers.urls.lookup")),
    path("chi-tieu/", include("parix.web.onestop.indicators.urls")),
    path("thu-tuc/", include("parix.web.onestop.procedures.urls")),
    path("sang-kien/", include("parix.web.registries.initiatives.urls")),
    path("kiem-tra/", include("parix.web.registries.inspections.urls")),
    path("tuyen-truyen/", include("parix.web.registries.outreach.urls")),
    path("hoi-thi/", include("parix.web.registries.outreach.urls.contest")),
    path("cong-khai/", include("parix.web.portal.urls")),
    path("bao-cao/", include("parix.web.reports.urls")),
    path("tai-lieu/", include("parix.web.files.urls")),
    path("lich-lam-viec/", include("parix.web.working_calendar.urls")),
    path("thong-bao/", include("parix.web.notices.urls")),
    path("giam-sat/", include("parix.web.oversight.urls")),
    path("tai-khoan/", include("parix.web.accounts.urls")),
    path("quan-tri/", include("parix.web.accounts.urls.administration")),
    path("ngon-ngu/", set_language, name="set_language"),
    path("van-hanh/", admin.site.urls),
]
