from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "parix.web.notices"
    verbose_name = "thông báo"
