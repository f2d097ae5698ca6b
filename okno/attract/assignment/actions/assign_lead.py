"""Assignment of a lead by hand."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.assignment.assign import works
from okno.attract.assignment.events import LeadAssigned
from okno.attract.assignment.permissions import can_assign_lead
from okno.attract.leads.models import Lead
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.ground.kernel.moves import change_if
from okno.team.people.models import Employee
from okno.team.people.permissions import SELLERS
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.models import Promise


@action
def assign_lead(*, lead: Lead, to: Employee, by: Actor, at: datetime) -> Lead:
    """Assign a new lead to `to` and return it. Heads assign to sellers; sellers may take an unassigned lead.

    Raises Conflict for a lead that is closed or changed meanwhile, Invalid when `to` does not take leads. An
    absent or full `to` is not refused: the page warns of it (`doubt_about`).
    """
    allow(can_assign_lead(by, lead, to))
    if not lead.is_new:
        raise Conflict(_("The lead is already «{status}».").format(status=lead.get_status_display()))
    if not works(to, local_date(at)) or not to.has(*SELLERS):
        raise Invalid(to=_("{name} does not take leads.").format(name=to.name))
    before = lead.assigned_to
    if before == to:
        return lead
    seen = {"status": Lead.Status.NEW, "assigned_to": before}
    by_hand = {"assignment_rule": Lead.Rule.HAND, "rule_name": ""}
    change_if(lead, seen=seen, assigned_to=to, assigned_at=at, **by_hand)
    for promise in Promise.objects.about(lead).open():
        keep_promise(promise=promise, by=by, at=at)
    record(
        LeadAssigned,
        subject=lead,
        by=by,
        at=at,
        manager=to.name,
        before=before.name if before else "—",
    )
    return lead
