from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "okno.deliver.delivery"
    label = "delivery"
