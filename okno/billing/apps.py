from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "okno.billing"
    label = "billing"
