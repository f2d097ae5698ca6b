from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "okno.resources"
    label = "resources"
