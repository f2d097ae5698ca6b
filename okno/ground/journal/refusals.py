"""The record of every refusal by a guard (domain.md, section G)."""

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from okno.ground.journal.events import GuardRefused
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Refused
from okno.ground.kernel.localized import freeze


def record_refusal(refusal: Refused, *, by: Actor, door: str, where: str) -> Entry:
    """Write and return the entry of a refusal, in its own transaction: the action's has been rolled back.

    `door` and `where` say through which door and for which operation the refused action was called.
    """
    subject = refusal.subject if isinstance(refusal.subject, Model) else None
    with transaction.atomic():
        return Entry.objects.create(
            at=timezone.now(),
            kind=GuardRefused.name,
            subject_kind=subject._meta.label_lower if subject else "kernel.guard",
            subject_id=subject.pk if subject else int(refusal.guard),
            company=getattr(subject, "company", None),
            by=by.employee,
            actor_kind=by.kind,
            token_id=by.token_id,
            audience=GuardRefused.audience,
            data={
                "guard": refusal.guard.value,
                "reason": freeze(refusal.reason),
                "remedy": freeze(refusal.remedy),
                "door": door,
                "where": where,
            },
        )
