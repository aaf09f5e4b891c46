from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "parix.web.reports"
    verbose_name = "báo cáo, văn bản đi"
