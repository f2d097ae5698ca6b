"""What becomes of a caller: a lead in work that came again, or a new lead and its assignee (L1, L2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from okno.attract.leads.assigned import Assigned
from okno.attract.leads.caller import Caller
from okno.attract.leads.keys import claim, company_key
from okno.attract.leads.models import Lead
from okno.attract.leads.throttle import exceeds_limit, is_repeat
from okno.ground.kernel.registry import Registry
from okno.records.clients.models import Company

# Who gets a new lead: the room of assignment answers with `assign_lead_of(caller, company, at)`.
ASSIGNERS: Registry[Callable[[Caller, Company | None, datetime], Assigned]] = Registry("assigners of leads")


@dataclass(frozen=True)
class IntakeDecision:
    """All that intake decides about a caller before it writes anything of theirs.

    Either `lead` is in work and came again, or `assigned` says who gets a new lead of `company` (None: of a
    company that is not in Okno yet). `is_repeat`: the form is only counted, because a robot must not fill the
    journal.
    """

    caller: Caller
    lead: Lead | None = None
    is_repeat: bool = False
    company: Company | None = None
    assigned: Assigned | None = None

    @property
    def is_quarantined(self) -> bool:
        """Return whether the new lead waits on hold for a head to look at it."""
        return self.assigned is not None and self.assigned.rule == Lead.Rule.QUARANTINED


def decide(caller: Caller, *, at: datetime) -> IntakeDecision:
    """Return what becomes of the caller: recognised by their keys, then by their company, else new.

    Keys are claimed first, so that of two channels at the same moment the second finds the first one's lead.
    """
    # Before the company is looked for: the claim is also the lock against a second channel at this moment.
    lead = claim(caller.keys)
    company = None
    if lead is None:
        company = caller.company or find_company(caller.email, caller.phone, caller.inn)
        lead = claim([company_key(company)]) if company else None
    return again(caller, lead, at=at) if lead else new_lead(caller, company, at=at)


def again(caller: Caller, lead: Lead, *, at: datetime) -> IntakeDecision:
    """Return the decision about a caller whose lead is in work already."""
    # Only a site's form is limited: what a colleague types by hand is meant.
    repeated = bool(caller.door) and is_repeat(lead, caller.fingerprint, at)
    return IntakeDecision(caller, lead=lead, is_repeat=repeated)


def new_lead(caller: Caller, company: Company | None, *, at: datetime) -> IntakeDecision:
    """Return the decision about a new lead of the company; beyond the limit of its door nobody gets it."""
    over_limit = bool(caller.door) and exceeds_limit(caller.door, at)
    if over_limit or (caller.door and caller.honeypot_filled):
        assigned = Assigned(None, Lead.Rule.QUARANTINED)
    else:
        assigned = ASSIGNERS.only()(caller, company, at)
    return IntakeDecision(caller, company=company, assigned=assigned)


def find_company(email: str, phone: str, inn: str) -> Company | None:
    """Return the company, not one of ours, with this INN or else this e-mail or phone; None without one.

    E-mails and phones of the company's contacts count as well.
    """
    others = Company.objects.filter(is_own=False).order_by("pk")
    # The INN first: mail and phone are shared by branches and consultants, the INN is not.
    if inn and (company := others.filter(inn=inn).first()):
        return company
    for name, value in (("email", email), ("phone", phone)):
        if value:
            same = Q(**{name: value}) | Q(**{f"contacts__{name}": value})
            if company := others.filter(same).first():
                return company
    return None
