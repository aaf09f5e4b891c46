"""Pages of rounds for people who sign in."""

from django.urls import path

from parix.web.assessment import views

app_name = "assessment"

urlpatterns = [
    path("", views.rounds, name="rounds"),
    path("<slug:slug>/", views.ranking, name="ranking"),
    path("<slug:slug>/bang-xep-hang.<str:form>", views.ranking_file, name="ranking_file"),
    path("<slug:slug>/<str:agency>/", views.sheet, name="sheet"),
    path("<slug:slug>/<str:agency>/phieu-diem.json", views.sheet_json, name="sheet_json"),
    path("<slug:slug>/<str:agency>/so-voi-nam-truoc/", views.compare, name="compare"),
    path("<slug:slug>/<str:agency>/tieu-chi/<slug:leaf>/", views.leaf, name="leaf"),
]
