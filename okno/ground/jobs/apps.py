from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "okno.ground.jobs"
    label = "jobs"
