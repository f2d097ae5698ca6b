from django.apps import AppConfig


class CompensationConfig(AppConfig):
    name = "okno.money.compensation"
    label = "compensation"
