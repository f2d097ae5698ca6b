"""A lead is given to somebody by hand."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.models import Employee
from okno.people.permissions import SELLERS
from okno.promises.actions.keep_promise import keep_promise
from okno.promises.models import Promise
from okno.sales.assignment.assign import works
from okno.sales.events import LeadAssigned
from okno.sales.models import Lead
from okno.sales.permissions import can_assign_lead


@action
def assign_lead(*, lead: Lead, to: Employee, by: Employee | None, at: datetime) -> Lead:
    """Give a new lead to `to`. Heads give to whoever sells; a seller may take what is nobody's.

    That `to` is away or full is told by the page (`doubt_about`), not refused.
    """
    allow(can_assign_lead(by, lead, to))
    if not lead.is_new:
        raise Conflict(_("The lead is already «{status}».").format(status=lead.get_status_display()))
    if not works(to, local_date(at)) or not to.has(*SELLERS):
        raise Invalid(to=_("{name} does not take leads.").format(name=to.name))
    before = lead.assigned_to
    if before == to:
        return lead
    touched = Lead.objects.filter(pk=lead.pk, status=Lead.Status.NEW, assigned_to=before).update(
        assigned_to=to, assignment_rule=Lead.Rule.HAND, rule_name="", assigned_at=at
    )
    if touched != 1:
        raise Conflict(_("«{thing}» was changed by somebody else: open it again.").format(thing=lead))
    lead.assigned_to, lead.assignment_rule, lead.rule_name, lead.assigned_at = to, Lead.Rule.HAND, "", at
    for promise in Promise.objects.about(lead).open():
        keep_promise(promise=promise, by=by, at=at)
    record(
        LeadAssigned,
        subject=lead,
        company=lead.company,
        by=by,
        at=at,
        manager=to.name,
        before=before.name if before else "—",
    )
    return lead
