"""What the former keeper promised to a client goes along with him."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from okno.clients.models import Handover
from okno.people.models import Employee
from okno.promises.actions.hand_over_promises import hand_over_promises
from okno.promises.models import Promise


def hand_over_promised(handovers: Sequence[Handover], *, note: str, by: Employee | None, at: datetime) -> int:
    """How many open promises of the givers to these clients are the receiver's now."""
    open_ones = Promise.objects.open().filter(company__in=[one.company_id for one in handovers])
    owed = set(open_ones.order_by().values_list("company", "owner").distinct())
    reason = note.strip()[:500] or _("Handed over together with the client")
    return sum(
        hand_over_promises(
            giver=one.giver, receiver=one.receiver, reason=reason, company=one.company, by=by, at=at
        )
        for one in handovers
        if (one.company_id, one.giver_id) in owed
    )
