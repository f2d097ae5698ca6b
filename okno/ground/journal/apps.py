from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "okno.ground.journal"
    label = "journal"
