from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "parix.web.files"
    verbose_name = "tài liệu"
