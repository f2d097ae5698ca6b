from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "okno.approvals"
    label = "approvals"
