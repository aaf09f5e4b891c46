"""Addresses of the catalogue of procedures."""

from django.urls import path

from parix.web.onestop.procedures import views

app_name = "procedures"

urlpatterns = [
    path("", views.procedures, name="procedures"),
    path("tep/", views.procedures_file, name="procedures_file"),
    path("<int:procedure>/", views.procedure, name="procedure"),
]
