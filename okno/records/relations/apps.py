from django.apps import AppConfig


class RelationsConfig(AppConfig):
    name = "okno.records.relations"
    label = "relations"
