from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "okno.promises"
    label = "promises"
