from django.apps import AppConfig


class MeasurementsConfig(AppConfig):
    name = "parix.web.measurements"
    verbose_name = "số đo"
