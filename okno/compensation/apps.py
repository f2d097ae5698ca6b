from django.apps import AppConfig


class CompensationConfig(AppConfig):
    name = "okno.compensation"
    label = "compensation"
