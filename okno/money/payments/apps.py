from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "okno.money.payments"
    label = "payments"
