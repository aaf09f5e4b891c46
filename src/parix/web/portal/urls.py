"""Public pages."""

from django.urls import path

from parix.web.portal import views

app_name = "portal"

urlpatterns = [
    path("", views.rounds, name="rounds"),
    path("cac-tinh/", views.national, name="national"),
    path("<slug:slug>/", views.ranking, name="ranking"),
    path("<slug:slug>/bang-xep-hang.<str:form>", views.ranking_file, name="ranking_file"),
    path("<slug:slug>/<str:agency>/", views.sheet, name="sheet"),
    path("<slug:slug>/<str:agency>/phieu-diem.json", views.sheet_json, name="sheet_json"),
    path("<slug:slug>/<str:agency>/goi-ket-qua.zip", views.bundle, name="bundle"),
    path("<slug:slug>/<str:agency>/so-voi-nam-truoc/", views.compare, name="compare"),
    path("<slug:slug>/<str:agency>/tieu-chi/<slug:leaf>/", views.leaf, name="leaf"),
]
