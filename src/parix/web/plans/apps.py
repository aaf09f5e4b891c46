from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "parix.web.plans"
    verbose_name = "kế hoạch, nhiệm vụ"
