"""Documents: lists, drafts, files, numbers, templates."""

from django.urls import path

from parix.web.reports import views

app_name = "reports"

urlpatterns = [
    path("", views.reports, name="reports"),
    path("moi/", views.new, name="new"),
    path("so-van-ban-di/<str:agency>/", views.numbers, name="numbers"),
    path("mau/<str:agency>/", views.templates, name="templates"),
    path("mau/<str:agency>/tep/<str:form>/", views.template_file, name="template_file"),
    path("mau/<str:agency>/bo/<str:form>/", views.drop_template, name="drop_template"),
    path("<int:report_id>/", views.report, name="report"),
    path("<int:report_id>/so-lieu/", views.figures, name="figures"),
    path("<int:report_id>/so-lieu/nhap/", views.type_figure, name="type_figure"),
    path("<int:report_id>/the-thuc/", views.head, name="head"),
    path("<int:report_id>/kiem-tra/", views.checks, name="checks"),
    path("<int:report_id>/tep/<str:form>/", views.file, name="file"),
    path("<int:report_id>/phan/<str:section>/", views.section, name="section"),
    path("<int:report_id>/phan/<str:section>/don-vi/", views.assign, name="assign"),
    path("<int:report_id>/phan/<str:section>/doc-lai/", views.read_again, name="read_again"),
    path("<int:report_id>/phan/<str:section>/gop-y/", views.comment, name="comment"),
    path("<int:report_id>/gop-y/<int:comment_id>/xong/", views.settle, name="settle"),
    path("<int:report_id>/trinh/", views.submit, name="submit"),
    path("<int:report_id>/tra-lai/", views.send_back, name="send_back"),
    path("<int:report_id>/ban-hanh/", views.issue, name="issue"),
    path("<int:report_id>/bo/", views.discard, name="discard"),
]
