"""Addresses of the catalogue of procedures."""

from django.urls import path

from parix.web.onestop.procedures.views import catalogue, keeping, reviews, tables

app_name = "procedures"

urlpatterns = [
    path("", catalogue.procedures, name="procedures"),
    path("tep/", catalogue.procedures_file, name="procedures_file"),
    path("them/", keeping.add, name="add"),
    path("nhap/", tables.upload, name="import"),
    path("nhap/<uuid:table>/", tables.check, name="import_check"),
    path("nhap/<uuid:table>/ghi/", tables.apply, name="import_apply"),
    path("nhap/<uuid:table>/bo/", tables.discard, name="import_discard"),
    path("ra-soat/", reviews.reviews, name="reviews"),
    path("ra-soat/tep/", reviews.reviews_file, name="reviews_file"),
    path("ra-soat/ke-hoach/", reviews.plan, name="review_plan"),
    path("ra-soat/<int:review>/", reviews.review, name="review"),
    path("ra-soat/<int:review>/<slug:review_verb>/", reviews.step, name="review_step"),
    path("<int:procedure>/", catalogue.procedure, name="procedure"),
    path("<int:procedure>/sua/", keeping.change, name="change"),
    path("<int:procedure>/phien-ban-moi/", keeping.new_version, name="new_version"),
    path("<int:procedure>/phien-ban/<int:number>/", keeping.correct, name="correct"),
    path("<int:procedure>/truc-tuyen/", keeping.online, name="online"),
    path("<int:procedure>/het-hieu-luc/", keeping.end, name="end"),
]
