from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "parix.web.project"
    verbose_name = "parix"
