"""Public addresses of contests: short enough to be typed from a poster."""

from django.urls import path

from parix.web.registries.outreach.views import public

app_name = "contest"

urlpatterns = [
    path("<str:contest_slug>/", public.enter_contest, name="enter"),
    path("<str:contest_slug>/xep-hang/", public.ranking, name="ranking"),
    path("<str:contest_slug>/bai/<str:receipt>/", public.entry, name="entry"),
]
