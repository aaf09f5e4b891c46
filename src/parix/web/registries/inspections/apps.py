from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "parix.web.registries.inspections"
    verbose_name = "kiểm tra"
