"""The start page."""

from django.urls import path

from parix.web.home import views

app_name = "home"

urlpatterns = [path("", views.start, name="start")]
