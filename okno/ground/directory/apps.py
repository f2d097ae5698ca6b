from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class DirectoryConfig(AppConfig):
    name = "okno.ground.directory"
    label = "directory"

    def ready(self) -> None:
        from okno.ground.directory.defaults import lay_after_migrate

        # A room declares its lists in `directories`: loaded now, so that the journal knows their events.
        autodiscover_modules("directories")
        post_migrate.connect(lay_after_migrate, sender=self)
