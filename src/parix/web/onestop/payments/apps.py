from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "parix.web.onestop.payments"
    verbose_name = "phí, lệ phí"
