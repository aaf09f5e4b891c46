"""The inbox and its options."""

from django.urls import path

from parix.web.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("doc-het/", views.read_all, name="read_all"),
    path("tuy-chon/", views.options, name="options"),
    path("<int:notice_id>/doc/", views.read, name="read"),
]
