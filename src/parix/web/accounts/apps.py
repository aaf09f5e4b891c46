from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "parix.web.accounts"
    verbose_name = "người dùng"
