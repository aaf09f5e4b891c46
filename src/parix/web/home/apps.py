from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "parix.web.home"
    verbose_name = "trang đầu"
