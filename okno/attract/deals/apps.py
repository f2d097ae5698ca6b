from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DealsConfig(AppConfig):
    name = "okno.attract.deals"
    label = "deals"

    def ready(self) -> None:
        from okno.ground.kernel.fulltext_index import repair_index

        # Not a reaction of the business: Django's own way to keep rows of the code in step with the code.
        post_migrate.connect(repair_index, sender=self)
