from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "okno.journal"
    label = "journal"
