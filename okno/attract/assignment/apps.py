from django.apps import AppConfig


class AssignmentConfig(AppConfig):
    name = "okno.attract.assignment"
    label = "assignment"
