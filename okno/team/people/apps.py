from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "okno.team.people"
    label = "people"
