"""Addresses of initiatives."""

from django.urls import path

from parix.web.registries.initiatives import views

app_name = "initiatives"

urlpatterns = [
    path("", views.initiatives, name="initiatives"),
    path("tep/", views.initiatives_file, name="initiatives_file"),
    path("moi/", views.register, name="register"),
    path("<int:initiative>/", views.initiative, name="initiative"),
    path("<int:initiative>/sua/", views.change, name="change"),
    path("<int:initiative>/<slug:initiative_verb>/", views.step, name="step"),
]
