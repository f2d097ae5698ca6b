"""Which approvals there are, and who may see them."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from okno.people.models import Role

if TYPE_CHECKING:
    from okno.approvals.models import Approval
    from okno.people.models import Employee


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Heads see all; others what they asked for themselves."""
        if user is None:
            return self.none()
        if user.has(Role.HEAD_OF_SALES, Role.OWNER):
            return self.all()
        return self.filter(Q(requested_by=user))

    def waiting(self) -> Self:
        return self.filter(status="requested")

    def about(self, subject: models.Model) -> Self:
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)
