from django.apps import AppConfig


class InvoicingConfig(AppConfig):
    name = "okno.money.invoicing"
    label = "invoicing"
