from django.apps import AppConfig


class QuotesConfig(AppConfig):
    name = "okno.quotes"
    label = "quotes"
