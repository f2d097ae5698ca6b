from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "okno.kernel"
    label = "kernel"
