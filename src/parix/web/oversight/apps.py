from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "parix.web.oversight"
    verbose_name = "giám sát"
