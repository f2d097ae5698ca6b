from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "okno.records.catalog"
    label = "catalog"
