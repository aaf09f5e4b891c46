"""Addresses of the one-stop indicators."""

from django.urls import path

from parix.web.onestop.indicators.views import comparing, figures, grading

app_name = "indicators"

urlpatterns = [
    path("", figures.figures, name="figures"),
    path("dong/<slug:indicator>/", figures.rows, name="rows"),
    path("dong/<slug:indicator>/tep/", figures.rows_file, name="rows_file"),
    path("chin-chi-so/", grading.grading, name="grading"),
    path("doi-chieu/", comparing.compared, name="compared"),
    path("tinh-lai/", comparing.refresh, name="refresh"),
]
