from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClientsConfig(AppConfig):
    name = "okno.clients"
    label = "clients"

    def ready(self) -> None:
        from okno.kernel.fulltext_index import mend

        # A remade table of SQLite has lost what keeps its words found.
        post_migrate.connect(mend, sender=self)
