"""A lead without a first answer goes to the next by the same rules, or the head is told (L2)."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Text, allow
from okno.kernel.kept import filled
from okno.kernel.workhours import add_working_minutes, working_minutes_between
from okno.people.models import Employee
from okno.promises.actions.make_promise import make_promise
from okno.sales.assignment.assign import give_by_rules
from okno.sales.assignment.passing import STAYS, had_before, head_of, unreachable
from okno.sales.assignment.rules import traits_of
from okno.sales.events import LeadPassedOn, LeadRaised
from okno.sales.models import Lead, RuleSet
from okno.sales.permissions import can_pass_on_leads

LEAST_MINUTES = 30


@action
def pass_on_lead(*, lead: Lead, by: Employee | None, at: datetime) -> Lead:
    """Of two clocks at once one passes it on: the row is claimed before anything is decided."""
    allow(can_pass_on_leads(by))
    acting = RuleSet.objects.acting()
    former, most = lead.assigned_to, acting.most_passes if acting else 0
    claimed = Lead.objects.filter(
        pk=lead.pk,
        status=Lead.Status.NEW,
        answered_at__isnull=True,
        assigned_to=former,
        passes=lead.passes,
        imported=False,
    )
    if former is None or claimed.update(passes=F("passes") + 1) != 1:
        raise Conflict(_("«{thing}» was changed by somebody else: open it again.").format(thing=lead))
    on, why = local_date(at), _why(lead, at)
    if lead.assignment_rule not in STAYS and lead.passes < most:
        given = give_by_rules(traits_of(lead), on=on, without=had_before(lead))
        if given.to is not None:
            _give(lead, given.to, given.rule_name, at)
            told = {"manager": given.to.name, "manager_id": given.to.pk, "rule": given.word}
            told |= {"former": former.name, "former_id": former.pk, "why": why}
            record(LeadPassedOn, subject=lead, company=lead.company, by=by, at=at, **told)
            return lead
    _raise(lead, former, most, why, by, at)
    return lead


def _give(lead: Lead, to: Employee, rule_name: str, at: datetime) -> None:
    rule = Lead.Rule.PASSED_ON
    Lead.objects.filter(pk=lead.pk).update(
        assigned_to=to, assignment_rule=rule, rule_name=rule_name, assigned_at=at
    )
    lead.refresh_from_db()


def _raise(lead: Lead, former: Employee, most: int, why: Text, by: Employee | None, at: datetime) -> None:
    """Once to a lead: its passes go beyond the most there may be."""
    Lead.objects.filter(pk=lead.pk).update(passes=most + 1)
    lead.refresh_from_db()
    told = {"former": former.name, "former_id": former.pk, "why": why}
    record(LeadRaised, subject=lead, company=lead.company, by=by, at=at, **told)
    if head := head_of(former):
        make_promise(
            what=gettext_lazy("See to the lead: it has no first answer"),
            owner=head,
            due_at=add_working_minutes(at, LEAST_MINUTES),
            company=lead.company,
            subject=lead,
            by=by,
            at=at,
        )


def _why(lead: Lead, at: datetime) -> Text:
    if lead.assigned_to_id in unreachable(local_date(at)):
        return gettext_lazy("Away, and nobody is there to answer instead.")
    minutes = working_minutes_between(lead.assigned_at or lead.received_at, at)
    return filled(gettext_lazy("Working minutes passed: %(minutes)s."), minutes=minutes)
