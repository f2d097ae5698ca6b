"""What every item of a list has; the room that owns the list adds its own fields."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.errors import Text


class DirectoryItemQuerySet(models.QuerySet[Any]):
    def in_use(self) -> Self:
        """Return the items that may be chosen: those that have not been removed."""
        return self.filter(removed_at__isnull=True)


class DirectoryItem(models.Model):
    """An item of a list that heads keep. It is never deleted, because old records still refer to it.

    `built_in` names the items that every company begins with, by their codes. While such an item has no name
    of its own, it is called by that choice's label, in the language of each reader.
    """

    built_in: ClassVar[type[models.TextChoices] | None] = None

    company = None

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    objects = DirectoryItemQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.word)

    @property
    def is_built_in(self) -> bool:
        return self.built_in is not None and self.code in self.built_in.values

    @property
    def word(self) -> Text:
        """Return what the item is called: its name, or the built-in label, which the journal can keep."""
        if self.name or self.built_in is None or not self.is_built_in:
            return self.name or self.code
        return self.built_in(self.code).label
