"""Promises to clients who are handed over."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.kernel.actors import Actor
from okno.records.clients.models import Company
from okno.records.relations.models import Handover
from okno.team.people.models import Employee
from okno.team.promises.actions.hand_over_promises import hand_over_promises


def hand_over_promised(handovers: Sequence[Handover], *, note: str, by: Actor, at: datetime) -> int:
    """Hand over the givers' open promises to these clients and return their number."""
    reason = note.strip()[:500] or _("Handed over together with the client")
    companies_by_pair: defaultdict[tuple[Employee, Employee], list[Company]] = defaultdict(list)
    for handover in handovers:
        companies_by_pair[handover.giver, handover.receiver].append(handover.company)
    return sum(
        hand_over_promises(giver=giver, receiver=receiver, reason=reason, companies=companies, by=by, at=at)
        for (giver, receiver), companies in companies_by_pair.items()
    )
