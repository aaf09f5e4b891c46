from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "parix.web.registries.outreach"
    verbose_name = "tuyên truyền"
