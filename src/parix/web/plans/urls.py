"""Addresses of plans and assignments."""

from django.urls import path

from parix.web.plans.views import assignments, lists, plans, readings, tables

app_name = "plans"

urlpatterns = [
    path("", lists.assignments, name="assignments"),
    path("bang/", lists.board, name="board"),
    path("lich/", lists.calendar, name="calendar"),
    path("tien-do/", lists.timeline, name="timeline"),
    path("van-ban/", plans.plans, name="plans"),
    path("van-ban/moi/", plans.draft, name="draft"),
    path("giao-ban/", tables.briefing, name="briefing"),
    path("dem/<str:agency>/<slug:kind>/<int:year>/", tables.counted, name="counted"),
    path("van-ban/<int:plan>/dem/", tables.counting, name="counting"),
    path("van-ban/<int:plan>/nhap/", tables.upload, name="import"),
    path("van-ban/<int:plan>/nhap/<uuid:kept>/", tables.check, name="import_check"),
    path("van-ban/<int:plan>/nhap/<uuid:kept>/ghi/", tables.apply, name="import_apply"),
    path("van-ban/<int:plan>/nhap/<uuid:kept>/bo/", tables.discard, name="import_discard"),
    path("doc/", readings.start, name="start_reading"),
    path("doc/<uuid:reading>/", readings.reading, name="reading"),
    path("doc/<uuid:reading>/bo/", readings.drop, name="drop_reading"),
    path("van-ban/<int:plan>/", plans.plan, name="plan"),
    path("van-ban/<int:plan>/sua/", plans.change, name="change_plan"),
    path("van-ban/<int:plan>/them/", plans.add, name="add"),
    path("van-ban/<int:plan>/duyet/", plans.approve, name="approve"),
    path("van-ban/<int:plan>/ket-thuc/", plans.close, name="close"),
    path("van-ban/<int:plan>/xoa/", plans.remove, name="remove_plan"),
    path("nhiem-vu/<int:assignment>/", assignments.assignment, name="assignment"),
    path("nhiem-vu/<int:assignment>/sua/", assignments.change, name="change_assignment"),
    path("nhiem-vu/<int:assignment>/bo/", assignments.remove, name="remove_assignment"),
    path("nhiem-vu/<int:assignment>/nguoi-lam/", assignments.handler, name="handler"),
    path("nhiem-vu/<int:assignment>/dan-tai-lieu/", assignments.hand_papers_on, name="hand_papers_on"),
    path("nhiem-vu/<int:assignment>/lan/<int:turn>/<slug:verb>/", assignments.step, name="step"),
]
