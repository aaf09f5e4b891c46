from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "parix.web.onestop.dossiers"
    verbose_name = "hồ sơ một cửa"
