from django.apps import AppConfig


class WorkingCalendarConfig(AppConfig):
    name = "parix.web.working_calendar"
    verbose_name = "lịch làm việc"
