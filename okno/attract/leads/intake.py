"""Writing of a lead as intake decided: a new one with its company and contact, or one that came again."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy

from okno.attract.leads.assigned import Assigned
from okno.attract.leads.caller import Caller
from okno.attract.leads.decision import IntakeDecision
from okno.attract.leads.events import LeadCameAgain, LeadRegistered
from okno.attract.leads.keys import attach, claim, company_key
from okno.attract.leads.models import Lead
from okno.attract.leads.throttle import head_of_leads, next_noon, tell_of_quarantined
from okno.ground.journal.record import record
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid
from okno.ground.kernel.localized import freeze
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.models import Company, Contact
from okno.team.promises.actions.make_promise import make_promise


def write_lead(decision: IntakeDecision, *, by: Actor, at: datetime) -> Lead:
    """Return the lead that came again, with its journal entry, or the new lead with all that it needs."""
    if decision.lead:
        _write_again(decision.lead, decision, by, at)
        return decision.lead
    caller, assigned = decision.caller, decision.assigned
    # For the types: a decision has either the lead that came again or an assignment, and the first was
    # answered above.
    assert assigned is not None, "a new lead is assigned, if only to nobody"
    company = decision.company or _add_company(caller, by, at)
    keys = [*caller.keys, company_key(company)]
    # The company is known only now; its key makes two leads of one new company at once into one.
    claim(keys[-1:])
    lead = _create(caller, company, assigned, by, at)
    attach(keys, lead)
    if decision.is_quarantined:
        tell_of_quarantined(caller.door, by=by, at=at)
    else:
        tell_head(lead, assigned, by=by, at=at)
    return lead


def _write_again(lead: Lead, decision: IntakeDecision, by: Actor, at: datetime) -> None:
    """Attach the new contacts to the lead as keys, and record that it came again or count a repeat."""
    caller = decision.caller
    attach(caller.keys, lead)
    if decision.is_repeat:
        # Counted, not written: a robot may send the same form ten thousand times, and the timeline is for
        # people.
        Lead.objects.filter(pk=lead.pk).update(repeats=F("repeats") + 1)
        return
    record(
        LeadCameAgain,
        subject=lead,
        by=by,
        at=at,
        channel=freeze(Lead.Channel(caller.channel)),
        need=caller.need,
        name=caller.name or caller.contact_name,
        email=caller.email,
        phone=caller.phone,
        fingerprint=caller.fingerprint,
    )


def _create(caller: Caller, company: Company, assigned: Assigned, by: Actor, at: datetime) -> Lead:
    """Create the lead with its contact and its journal entry."""
    lead = Lead.objects.create(
        company=company,
        contact=_contact(caller, company, by, at),
        source_type=caller.source_type,
        channel=caller.channel,
        campaign=caller.campaign,
        service=caller.service,
        place=caller.place,
        need=caller.need,
        recommended_by=caller.recommended_by,
        brought_by=caller.brought_by,
        assigned_to=assigned.to,
        assignment_rule=assigned.rule,
        rule_name=assigned.rule_name,
        # The time of the first response runs from here, and for nobody it does not run.
        assigned_at=at if assigned.to else None,
        received_at=at,
        data_issues=caller.data_issues,
    )
    record(
        LeadRegistered,
        subject=lead,
        by=by,
        at=at,
        channel=freeze(Lead.Channel(lead.channel)),
        manager=assigned.to.name if assigned.to else "—",
        rule=assigned.word,
        passed_by=dict(assigned.passed_by or {}),
        need=lead.need,
        fingerprint=caller.fingerprint,
    )
    return lead


def _add_company(caller: Caller, by: Actor, at: datetime) -> Company:
    """Add the caller's company and return it.

    An INN that belongs to another company or to ours is kept as a doubt: it must not cost us the lead.
    """
    name = caller.name or caller.contact_name
    # Contacts belong to the person; only without a person do they belong to the company.
    email, phone = ("", "") if caller.contact_name else (caller.email, caller.phone)
    inn = caller.inn or caller.data_issues.get("inn", "")[:12]
    if inn:
        try:
            # A savepoint, because the INN may be wrong or another company's: the lead is kept all the same,
            # without it.
            with transaction.atomic():
                return add_company(name=name, email=email, phone=phone, inn=inn, checked=False, by=by, at=at)
        except (IntegrityError, Invalid):
            caller.data_issues["inn"] = inn
    return add_company(name=name, email=email, phone=phone, checked=False, by=by, at=at)


def _contact(caller: Caller, company: Company, by: Actor, at: datetime) -> Contact | None:
    """Return the company's contact with this e-mail or phone, or add one; None when no person was named."""
    for name, value in (("email", caller.email), ("phone", caller.phone)):
        if value and (contact := company.contacts.filter(**{name: value}).first()):
            return contact
    name = caller.contact_name
    # Another address than the company's own is a person's, though he did not give his name.
    if not name and {caller.email, caller.phone} - {"", company.email, company.phone}:
        name = caller.name or caller.email or caller.phone
    if not name:
        return None
    return add_contact(company=company, name=name, email=caller.email, phone=caller.phone, by=by, at=at)


def tell_head(lead: Lead, assigned: Assigned, *, by: Actor, at: datetime) -> None:
    """Promise for the head, by noon of the next working day, to find a seller for an unassigned lead."""
    head = None if assigned.to else head_of_leads()
    if head:
        what, due_at = gettext_lazy("Find somebody for the lead: nobody takes leads in turn"), next_noon(at)
        make_promise(what=what, owner=head, due_at=due_at, company=lead.company, subject=lead, by=by, at=at)
