from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "parix.web.onestop.intake"
    verbose_name = "nhập hồ sơ"
