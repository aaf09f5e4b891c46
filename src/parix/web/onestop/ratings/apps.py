from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "parix.web.onestop.ratings"
    verbose_name = "đánh giá của người nộp hồ sơ"
