from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "okno.attract.leads"
    label = "leads"
