from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "parix.web.onestop.indicators"
    label = "indicators"
    verbose_name = "chỉ tiêu một cửa"
