from django.apps import AppConfig


class LeadImportsConfig(AppConfig):
    name = "okno.attract.lead_imports"
    label = "lead_imports"
