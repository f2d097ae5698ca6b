from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "okno.ground.imports"
    label = "imports"
