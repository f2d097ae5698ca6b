from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "okno.delivery"
    label = "delivery"
