from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "okno.ui"
    label = "ui"
