"""The items that every company begins with.

They are laid after every `migrate` and after a flush, by their codes, so that nothing that a company has
changed or removed comes back.
"""

from typing import Any

from django.apps import apps as registry

from okno.ground.directory.directory import DIRECTORIES


def lay_after_migrate(*, using: str, apps: Any = registry, **_signal: object) -> None:
    """Add the built-in items that are not there yet; a model that the migrated state lacks is passed over."""
    present = {model._meta.label_lower for model in apps.get_models()}
    for directory in DIRECTORIES.values():
        label = directory.model._meta.label_lower
        if label not in present:
            continue
        items = apps.get_model(label)._base_manager.using(using)
        laid = set(items.values_list("code", flat=True))
        # What heads have removed is marked and keeps its code, so a new start lays nothing of it again.
        items.bulk_create(items.model(**row) for row in directory.defaults if row["code"] not in laid)
