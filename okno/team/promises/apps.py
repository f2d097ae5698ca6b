from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "okno.team.promises"
    label = "promises"
