from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "okno.ground.kernel"
    label = "kernel"
