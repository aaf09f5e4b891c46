"""Addresses of the working calendar."""

from django.urls import path

from parix.web.working_calendar import views

app_name = "working_calendar"

urlpatterns = [
    path("", views.year, name="year"),
    path("ghi-ngay/", views.set_a_day, name="set"),
    path("ngay/<int:day>/bo/", views.remove, name="remove"),
    path("lan-sua/<int:change>/", views.change, name="change"),
]
