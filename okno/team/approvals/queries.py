"""Queries of approvals, beginning with who may see them."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from okno.team.people.models import Role

if TYPE_CHECKING:
    from okno.team.approvals.models import Approval
    from okno.team.people.models import Employee


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Approvals by visibility, state and subject."""

    def visible_to(self, user: "Employee | None") -> Self:
        """Return the approvals that the user requested or may decide; heads see all."""
        if user is None:
            return self.none()
        if user.has(Role.HEAD_OF_SALES, Role.OWNER):
            return self.all()
        return self._with_roles().filter(Q(requested_by=user) | _decided_by_roles(user))

    def waiting(self) -> Self:
        """Return the requests without a decision."""
        return self.filter(status="requested")

    def waiting_for(self, user: "Employee") -> Self:
        """Return the requests that this employee can decide now; only the owner decides their own."""
        decidable = self.waiting()._with_roles().filter(_decided_by_roles(user))
        return decidable if user.has(Role.OWNER) else decidable.exclude(requested_by=user)

    def holding(self, at: datetime) -> Self:
        """Return the granted approvals that are valid at this moment."""
        return self.filter(status="granted", expires_at__gte=at)

    def about(self, subject: models.Model) -> Self:
        """Return the approvals of this object."""
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)

    def _with_roles(self) -> Self:
        # SQLite has no containment of JSON; the list's text is the same on both engines.
        return self.alias(deciders_text=Cast("deciders", models.TextField()))


def _decided_by_roles(user: "Employee") -> Q:
    """Return the condition that one of the user's roles may decide; needs `_with_roles()` first."""
    condition = Q(pk__in=[])
    for role in user.role_set:
        condition |= Q(deciders_text__contains=f'"{role}"')
    return condition
