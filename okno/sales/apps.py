from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "okno.sales"
    label = "sales"
