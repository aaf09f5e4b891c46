from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "parix.web.assessment"
    verbose_name = "chấm điểm"
