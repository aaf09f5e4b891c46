from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "parix.web.onestop.feedback"
    verbose_name = "phản ánh, kiến nghị"
