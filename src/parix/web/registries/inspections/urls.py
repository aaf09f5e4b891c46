"""Addresses of inspections."""

from django.urls import path

from parix.web.registries.inspections import views

app_name = "inspections"

urlpatterns = [
    path("", views.inspections, name="inspections"),
    path("tep/", views.inspections_file, name="inspections_file"),
    path("ke-hoach/", views.plan, name="plan"),
    path("<int:inspection>/", views.inspection, name="inspection"),
    path("<int:inspection>/ket-luan/", views.conclude, name="conclude"),
    path("<int:inspection>/ton-tai/", views.found, name="found"),
    path("<int:inspection>/khong-kiem-tra/", views.drop, name="drop"),
    path("ton-tai/<int:finding>/<slug:finding_verb>/", views.step, name="step"),
]
