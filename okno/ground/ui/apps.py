from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "okno.ground.ui"
    label = "ui"
