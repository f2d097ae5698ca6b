from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "okno.top.config"
    label = "config"

    def ready(self) -> None:
        """Load what every room adds, so that lower rooms have the answers of higher ones."""
        from okno.ground.ui.rooms import all_rooms

        all_rooms()
