from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "okno.ground.outbox"
    label = "outbox"
