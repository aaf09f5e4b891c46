"""Addresses of dossiers as offices use them; `lookup` holds those of the public.

In: nothing. Out: patterns. Must not: stand anywhere else than below the site's own addresses.
"""

from django.urls import path

from parix.web.onestop.dossiers.views import desk, lists, papers

app_name = "dossiers"

urlpatterns = [
    path("", lists.dossiers, name="dossiers"),
    path("tiep-nhan/", desk.receive, name="receive"),
    path("ma-dinh-danh/", desk.prefix, name="prefix"),
    path("so-theo-doi/<int:year>.<str:form>", papers.register, name="register"),
    path("<str:dossier_code>/", desk.dossier, name="dossier"),
    path("<str:dossier_code>/nguoi-nop/", desk.applicant, name="applicant"),
    path("<str:dossier_code>/so-hoa/", desk.marks, name="marks"),
    path("<str:dossier_code>/ma-qr.svg", papers.code_picture, name="code"),
    path("<str:dossier_code>/mau/<slug:paper>.<str:form>", papers.paper, name="paper"),
    path("<str:dossier_code>/<slug:dossier_verb>/", desk.step, name="step"),
]
