"""The trail and the ledger."""

from django.urls import path

from parix.web.oversight import views

app_name = "oversight"

urlpatterns = [
    path("nhat-ky/", views.trail, name="trail"),
    path("nhat-ky/tep/", views.trail_file, name="trail_file"),
    path("nhat-ky/kiem-tra/", views.verify, name="verify"),
    path("nhat-ky/<int:sequence>/", views.entry, name="entry"),
    path("viec-nen/", views.ledger, name="ledger"),
    path("viec-nen/lich/", views.switch, name="switch"),
    path("viec-nen/<int:run_id>/", views.run, name="run"),
    path("viec-nen/<int:run_id>/tien-do/", views.progress, name="progress"),
    path("viec-nen/<int:run_id>/chay-lai/", views.run_again, name="run_again"),
]
