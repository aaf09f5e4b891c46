from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "parix.web.registries.initiatives"
    verbose_name = "sáng kiến"
