from django.apps import AppConfig


class QuotesConfig(AppConfig):
    name = "okno.attract.quotes"
    label = "quotes"
