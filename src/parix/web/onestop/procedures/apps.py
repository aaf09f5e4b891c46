from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "parix.web.onestop.procedures"
    verbose_name = "thủ tục hành chính"
