from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "okno.top.demo"
    label = "demo"
