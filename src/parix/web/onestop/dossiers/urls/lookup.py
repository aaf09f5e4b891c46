"""Public addresses: where a dossier stands, by its code; short enough to be typed from a slip."""

from django.urls import path

from parix.web.onestop.dossiers.views import public

app_name = "lookup"

urlpatterns = [
    path("", public.look_up, name="ask"),
    path("<str:dossier_code>/", public.found, name="dossier"),
]
