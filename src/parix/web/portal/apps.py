from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "parix.web.portal"
    verbose_name = "công khai"
