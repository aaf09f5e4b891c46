from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "parix.web.design"
    verbose_name = "giao diện"
