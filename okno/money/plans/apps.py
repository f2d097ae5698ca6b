from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "okno.money.plans"
    label = "plans"
