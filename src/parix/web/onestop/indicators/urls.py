"""Addresses of the one-stop indicators."""

from django.urls import path

from parix.web.onestop.indicators import views

app_name = "indicators"

urlpatterns = [
    path("doi-chieu/", views.compared, name="compared"),
    path("tinh-lai/", views.refresh, name="refresh"),
]
