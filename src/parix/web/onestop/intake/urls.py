"""Addresses of the intake: pages of imports and sources, and the entrance for messages of other systems."""

from django.urls import path

from parix.web.onestop.intake.views import imports, pushing, sources

app_name = "intake"

urlpatterns = [
    path("", imports.history, name="imports"),
    path("tai-len/", imports.upload, name="upload"),
    path("<uuid:import_id>/", imports.one_import, name="import"),
    path("<uuid:import_id>/ghep-cot/", imports.mapping, name="mapping"),
    path("<uuid:import_id>/tien-do/", imports.progress, name="progress"),
    path("<uuid:import_id>/nhap/", imports.apply, name="apply"),
    path("<uuid:import_id>/bo/", imports.discard, name="discard"),
    path("<uuid:import_id>/loi.xlsx", imports.findings_file, name="findings"),
    path("nguon/", sources.sources, name="sources"),
    path("nguon/<int:source>/ma-truy-cap/", sources.token, name="token"),
    path("nguon/<int:source>/thu-hoi/", sources.take_token, name="take_token"),
    path("dong-bo/<slug:call>/", pushing.push, name="push"),
]
