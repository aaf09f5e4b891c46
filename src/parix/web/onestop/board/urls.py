"""Addresses of the one-stop board."""

from django.urls import path

from parix.web.onestop.board import views

app_name = "board"

urlpatterns = [
    path("", views.lateness, name="lateness"),
    path("766/", views.live, name="live"),
    path("so-do/", views.country, name="country"),
    path("tep/<slug:picture>/", views.file, name="file"),
]
