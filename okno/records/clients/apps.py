from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClientsConfig(AppConfig):
    name = "okno.records.clients"
    label = "clients"

    def ready(self) -> None:
        from okno.ground.kernel.fulltext_index import repair_index

        # A remade table of SQLite has lost what keeps its words found.
        post_migrate.connect(repair_index, sender=self)
