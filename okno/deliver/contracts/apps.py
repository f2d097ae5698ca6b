from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "okno.deliver.contracts"
    label = "contracts"
