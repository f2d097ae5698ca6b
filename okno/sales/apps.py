from django.apps import AppConfig
from django.db.models.signals import post_migrate

from okno.sales.beginnings import lay_after_migrate


class SalesConfig(AppConfig):
    name = "okno.sales"
    label = "sales"

    def ready(self) -> None:
        from okno.kernel.fulltext_index import mend

        # Not a reaction of the business: Django's own way to keep rows of the code in step with the code.
        post_migrate.connect(lay_after_migrate, sender=self)
        post_migrate.connect(mend, sender=self)
