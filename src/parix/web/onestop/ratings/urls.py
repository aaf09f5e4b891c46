"""Addresses of ratings, by the code of the dossier: everybody's form, and that on paper."""

from django.urls import path

from parix.web.onestop.ratings.views import desk, public

app_name = "ratings"

urlpatterns = [
    path("<str:dossier_code>/", public.rate, name="rate"),
    path("<str:dossier_code>/phieu-giay/", desk.enter, name="enter"),
]
