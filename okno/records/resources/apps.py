from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "okno.records.resources"
    label = "resources"
