"""Which promises there are, and who may see them."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from okno.people.models import Employee
    from okno.promises.models import Promise


class PromiseQuerySet(models.QuerySet["Promise"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Whoever works here may see what was promised; a visitor sees nothing."""
        return self.all() if user else self.none()

    def for_lines(self) -> Self:
        """With all that `promises/line.html` shows, so that a list asks once."""
        return self.select_related("owner", "company", "colleague", "confirmed_by")

    def open(self) -> Self:
        return self.filter(status="open")

    def overdue(self, at: datetime) -> Self:
        return self.open().filter(due_at__lt=at)

    def owned_by(self, owner: "Employee") -> Self:
        return self.filter(owner=owner)

    def owed_to(self, colleague: "Employee") -> Self:
        return self.filter(colleague=colleague)

    def about(self, subject: models.Model) -> Self:
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)
