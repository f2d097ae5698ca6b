from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "okno.read.today"
    label = "today"
