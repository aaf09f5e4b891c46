from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "parix.web.onestop.board"
    verbose_name = "bảng theo dõi một cửa"
