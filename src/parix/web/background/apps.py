from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    name = "parix.web.background"
    verbose_name = "việc nền"
