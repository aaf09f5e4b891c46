"""Addresses of the register. Documents and uploads are named by numbers that nobody can guess."""

from django.urls import path

from parix.web.files.views import documents, serving, uploading

app_name = "files"

urlpatterns = [
    path("", documents.register, name="register"),
    path("so-van-ban.xlsx", documents.register_file, name="register_file"),
    path("moi/", documents.add, name="add"),
    path("tai-len/", uploading.upload, name="upload"),
    path("tai-len/phien/", uploading.start, name="upload_start"),
    path("tai-len/phien/<uuid:upload_id>/", uploading.session, name="upload_session"),
    path("tai-len/phien/<uuid:upload_id>/xong/", uploading.finish, name="upload_finish"),
    path("<uuid:document>/", documents.document, name="document"),
    path("<uuid:document>/xac-nhan/", documents.confirm, name="confirm"),
    path("<uuid:document>/trang-thai/", uploading.state, name="reading"),
    path("<uuid:document>/doc-lai/", documents.again, name="read_again"),
    path("<uuid:document>/ban-moi/", uploading.add_revision, name="add_revision"),
    path("<uuid:document>/ban/<int:revision>/", serving.download, name="download"),
    path("<uuid:document>/ban/<int:revision>/trang/<int:page>.png", serving.picture, name="picture"),
]
