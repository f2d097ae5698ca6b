from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "okno.team.approvals"
    label = "approvals"
