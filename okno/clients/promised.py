"""What the former keepers promised to their clients goes along with them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from okno.clients.models import Company, Handover
from okno.people.models import Employee
from okno.promises.actions.hand_over_promises import hand_over_promises


def hand_over_promised(handovers: Sequence[Handover], *, note: str, by: Employee | None, at: datetime) -> int:
    """How many open promises of the givers to these clients are the receiver's now."""
    reason = note.strip()[:500] or _("Handed over together with the client")
    given: defaultdict[tuple[Employee, Employee], list[Company]] = defaultdict(list)
    for one in handovers:
        given[one.giver, one.receiver].append(one.company)
    return sum(
        hand_over_promises(giver=giver, receiver=receiver, reason=reason, companies=companies, by=by, at=at)
        for (giver, receiver), companies in given.items()
    )
