"""Queries of promises, beginning with who may see them."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from okno.team.people.models import Employee
    from okno.team.promises.models import Promise


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Promises by visibility, state, people and subject."""

    def visible_to(self, user: "Employee | None") -> Self:
        """Return all promises for any employee, none for a visitor."""
        return self.all() if user else self.none()

    def for_lines(self) -> Self:
        """Return the promises with all that `promises/line.html` shows, so that a list needs one query."""
        return self.select_related("owner", "company", "colleague", "confirmed_by")

    def open(self) -> Self:
        """Return the promises that are still open."""
        return self.filter(status="open")

    def overdue(self, at: datetime) -> Self:
        """Return the open promises whose date has passed at this moment."""
        return self.open().filter(due_at__lt=at)

    def owned_by(self, owner: "Employee") -> Self:
        """Return the promises of this owner."""
        return self.filter(owner=owner)

    def owed_to(self, colleague: "Employee") -> Self:
        """Return the promises made to this colleague."""
        return self.filter(colleague=colleague)

    def about(self, subject: models.Model) -> Self:
        """Return the promises about this object."""
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)
