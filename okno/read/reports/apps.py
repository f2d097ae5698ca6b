from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "okno.read.reports"
    label = "reports"
