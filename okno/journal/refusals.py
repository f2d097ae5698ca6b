"""Each refusal of a guard is recorded (domain.md, section G)."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from okno.journal.events import GuardRefused
from okno.journal.models import Entry
from okno.kernel.errors import Refused
from okno.kernel.kept import keep

if TYPE_CHECKING:
    from okno.clients.models import Company
    from okno.people.models import Employee


def record_refusal(refusal: Refused, *, by: "Employee | None", door: str, where: str) -> Entry:
    """Journal a refusal in a transaction of its own: the action's has been rolled back by now."""
    subject = refusal.subject if isinstance(refusal.subject, Model) else None
    with transaction.atomic():
        return Entry.objects.create(
            at=timezone.now(),
            kind=GuardRefused.name,
            subject_kind=subject._meta.label_lower if subject else "kernel.guard",
            subject_id=subject.pk if subject else int(refusal.guard),
            company=_company_of(subject),
            by=by,
            audience=GuardRefused.audience,
            data={
                "guard": refusal.guard.value,
                "reason": keep(refusal.reason),
                "remedy": keep(refusal.remedy),
                "door": door,
                "where": where,
            },
        )


def _company_of(subject: Model | None) -> "Company | None":
    return getattr(subject, "company", None)
