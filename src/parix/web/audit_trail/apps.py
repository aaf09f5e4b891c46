from django.apps import AppConfig


class AuditTrailConfig(AppConfig):
    name = "parix.web.audit_trail"
    verbose_name = "nhật ký"
