from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "okno.config"
    label = "config"
