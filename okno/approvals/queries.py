"""Which approvals there are, and who may see them."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from okno.people.models import Role

if TYPE_CHECKING:
    from okno.approvals.models import Approval
    from okno.people.models import Employee


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Heads see all; others what they asked for and what they are asked to decide."""
        if user is None:
            return self.none()
        if user.has(Role.HEAD_OF_SALES, Role.OWNER):
            return self.all()
        return self._with_roles().filter(Q(requested_by=user) | _decided_by_roles(user))

    def waiting(self) -> Self:
        return self.filter(status="requested")

    def waiting_for(self, user: "Employee") -> Self:
        """What this person can answer now; nobody but the owner answers himself."""
        asked = self.waiting()._with_roles().filter(_decided_by_roles(user))
        return asked if user.has(Role.OWNER) else asked.exclude(requested_by=user)

    def holding(self, at: datetime) -> Self:
        return self.filter(status="granted", expires_at__gte=at)

    def about(self, subject: models.Model) -> Self:
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)

    def _with_roles(self) -> Self:
        # SQLite has no containment of JSON; the list's text is the same on both engines.
        return self.alias(deciders_text=Cast("deciders", models.TextField()))


def _decided_by_roles(user: "Employee") -> Q:
    asked = Q(pk__in=[])
    for role in user.role_set:
        asked |= Q(deciders_text__contains=f'"{role}"')
    return asked
