"""Reassignment of a lead without a first response: to the next seller by the rules, or to the head (L2)."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from okno.attract.assignment.assign import give_by_rules
from okno.attract.assignment.events import LeadPassedOn, LeadRaised
from okno.attract.assignment.models import RuleSet
from okno.attract.assignment.permissions import can_pass_on_lead
from okno.attract.assignment.reassignment import STAYS, had_before, head_of, unreachable
from okno.attract.assignment.rules import traits_of
from okno.attract.leads.models import Lead
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Text, allow
from okno.ground.kernel.localized import lazy_format
from okno.ground.kernel.moves import change_if, changed_meanwhile
from okno.ground.kernel.workhours import add_working_minutes, working_minutes_between
from okno.team.people.models import Employee
from okno.team.promises.actions.make_promise import make_promise

LEAST_MINUTES = 30


@action
def pass_on_lead(*, lead: Lead, by: Actor, at: datetime) -> Lead:
    """Reassign the lead by the rules, or have the head decide when it may pass on no more; return the lead.

    The row is claimed before anything is decided: of two runs at once the second raises Conflict.
    """
    allow(can_pass_on_lead(by))
    acting = RuleSet.objects.acting()
    former, most = lead.assigned_to, acting.most_passes if acting else 0
    if former is None:
        raise changed_meanwhile(lead)
    seen = {"status": Lead.Status.NEW, "answered_at": None, "assigned_to": former, "imported": False}
    passes = lead.passes
    change_if(lead, seen={**seen, "passes": passes}, passes=passes + 1)
    on, why = local_date(at), _why(lead, at)
    if lead.assignment_rule not in STAYS and passes < most:
        assigned = give_by_rules(traits_of(lead), on=on, without=had_before(lead))
        if assigned.to is not None:
            _give(lead, assigned.to, assigned.rule_name, at)
            facts = {"manager": assigned.to.name, "manager_id": assigned.to.pk, "rule": assigned.word}
            facts |= {"former": former.name, "former_id": former.pk, "why": why}
            record(LeadPassedOn, subject=lead, by=by, at=at, **facts)
            return lead
    _raise(lead, former, most, why, by, at)
    return lead


def _give(lead: Lead, to: Employee, rule_name: str, at: datetime) -> None:
    """Write the new assignee to the lead."""
    rule = Lead.Rule.PASSED_ON
    Lead.objects.filter(pk=lead.pk).update(
        assigned_to=to, assignment_rule=rule, rule_name=rule_name, assigned_at=at
    )
    lead.refresh_from_db()


def _raise(lead: Lead, former: Employee, most: int, why: Text, by: Actor, at: datetime) -> None:
    """Record that nobody responded, and promise for the head to see to it.

    This happens once to a lead: its passes are set beyond the limit.
    """
    Lead.objects.filter(pk=lead.pk).update(passes=most + 1)
    lead.refresh_from_db()
    facts = {"former": former.name, "former_id": former.pk, "why": why}
    record(LeadRaised, subject=lead, by=by, at=at, **facts)
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
    """Return the reason for the reassignment, for the journal."""
    if lead.assigned_to_id in unreachable(local_date(at)):
        return gettext_lazy("Away, and nobody is there to answer instead.")
    minutes = working_minutes_between(lead.assigned_at or lead.received_at, at)
    return lazy_format(gettext_lazy("Working minutes passed: %(minutes)s."), minutes=minutes)
