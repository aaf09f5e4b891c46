from django.apps import AppConfig


class DemoLoadingConfig(AppConfig):
    name = "parix.web.demo_loading"
    verbose_name = "dữ liệu mẫu"
