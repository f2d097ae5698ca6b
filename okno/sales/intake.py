"""How a lead comes in: read what was given, know it again or make it, and hand it to somebody (L1, L2)."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.catalog.models import Service
from okno.clients.actions.add_company import add_company
from okno.clients.actions.add_contact import add_contact
from okno.clients.details import WRONG
from okno.clients.models import Company, Contact
from okno.journal.record import record
from okno.kernel.clock import local_date
from okno.kernel.errors import Invalid
from okno.kernel.identifiers import inn_is_valid, normalise_email, normalise_phone
from okno.kernel.kept import keep
from okno.people.models import Employee
from okno.promises.actions.make_promise import make_promise
from okno.sales.assignment.assign import Assigned, assign
from okno.sales.assignment.rules import traits
from okno.sales.events import LeadCameAgain, LeadRegistered
from okno.sales.flood import head_of_leads, is_counted_only, is_held, knock_of, next_noon, tell_of_held
from okno.sales.keys import Key, attach, claim, company_key, keys_of, name_keys
from okno.sales.models import Lead

# No e-mail, phone or INN is longer: what a robot fills in is not worth the reading.
LONGEST_CONTACT = 500
LINE_LENGTHS = {"name": 300, "contact_name": 200, "campaign": 100, "place": 200, "door": 60}


@dataclass(frozen=True)
class Caller:
    """Who came and with what, in normal forms; `doubts` is what was given wrong, by field, as given.

    `door`: by which door from outside (a token's name), empty by hand; `is_trapped`: filled in what only a
    robot sees.
    """

    nature: str
    channel: str
    name: str = ""
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    inn: str = ""
    need: str = ""
    campaign: str = ""
    service: Service | None = None
    place: str = ""
    row: str = ""
    company: Company | None = None
    recommended_by: Company | None = None
    brought_by: Employee | None = None
    doubts: dict[str, str] = field(default_factory=dict)
    door: str = ""
    is_trapped: bool = False

    @property
    def keys(self) -> list[Key]:
        """From outside a name alone is a key too: without one a robot's form would be a lead each time."""
        known = keys_of(email=self.email, phone=self.phone, inn=self.inn, row=self.row)
        return known or (name_keys(self.contact_name, self.name) if self.door else [])


def read_contacts(email: str, phone: str, inn: str) -> tuple[dict[str, str], dict[str, str]]:
    """E-mail, phone and INN in normal forms, and those that are none, as they were given."""
    email, phone, inn = (text[:LONGEST_CONTACT] for text in (email, phone, "".join(inn.split())))
    read = {"email": normalise_email(email), "phone": normalise_phone(phone), "inn": inn}
    given = {"email": email.strip(), "phone": phone.strip(), "inn": inn}
    doubts = {name: given[name][:254] for name in ("email", "phone") if given[name] and not read[name]}
    if inn and not inn_is_valid(inn):
        doubts["inn"] = inn[:254]
        read["inn"] = ""
    return read, doubts


def cut_lines(**lines: str) -> dict[str, str]:
    """Each in one line, no longer than its field."""
    return {name: " ".join(line.split())[: LINE_LENGTHS[name]] for name, line in lines.items()}


def check_caller(caller: Caller, checked: bool) -> None:
    """Raise Invalid for what can never be taken, and by hand (`checked`) for what is doubtful."""
    if checked and caller.doubts:
        raise Invalid(**{name: WRONG[name] for name in caller.doubts})
    if caller.company is None and not (caller.name or caller.contact_name):
        raise Invalid(name=_("Name the company or the person."))
    if caller.nature not in dict(Lead._meta.get_field("nature").flatchoices):
        raise Invalid(nature=_("There is no such nature of a lead."))
    if caller.channel not in Lead.Channel.values:
        raise Invalid(channel=_("There is no such channel."))
    if caller.company and caller.company.is_own:
        raise Invalid(company=_("This is a company of our own."))


def take_in(caller: Caller, *, by: Employee | None, at: datetime) -> tuple[Lead, bool]:
    """The lead, and whether it came again: known by its keys or its company, or else made."""
    known = claim(caller.keys)
    company = None
    if known is None:
        company = caller.company or known_company(caller.email, caller.phone, caller.inn)
        known = claim([company_key(company)]) if company else None
    if known:
        come_again(known, caller, by=by, at=at)
        return known, True
    return make_lead(caller, company, by=by, at=at), False


def come_again(lead: Lead, caller: Caller, *, by: Employee | None, at: datetime) -> None:
    """Tell the second channel in the journal; the lead is known by the new contacts from now on.

    What a robot repeats at the same form is counted on the lead and not written again.
    """
    attach(caller.keys, lead)
    knock = knock_of(caller)
    if caller.door and is_counted_only(lead, knock, at):
        return
    record(
        LeadCameAgain,
        subject=lead,
        company=lead.company,
        by=by,
        at=at,
        channel=keep(Lead.Channel(caller.channel)),
        need=caller.need,
        name=caller.name or caller.contact_name,
        email=caller.email,
        phone=caller.phone,
        knock=knock,
    )


def make_lead(caller: Caller, company: Company | None, *, by: Employee | None, at: datetime) -> Lead:
    """A new lead of this company (None: one is added), given to somebody by the first rule that fits.

    What comes too many at once by one door from outside is taken and held: nobody is assigned.
    """
    held = is_held(caller, at)
    if company is None:
        company = _add_company(caller, by, at)
    keys = [*caller.keys, company_key(company)]
    claim(keys[-1:])
    given = Assigned(None, Lead.Rule.HELD) if held else _assign(caller, company, at)
    lead = Lead.objects.create(
        company=company,
        contact=_contact(caller, company, by, at),
        nature=caller.nature,
        channel=caller.channel,
        campaign=caller.campaign,
        service=caller.service,
        place=caller.place,
        need=caller.need,
        recommended_by=caller.recommended_by,
        brought_by=caller.brought_by,
        assigned_to=given.to,
        assignment_rule=given.rule,
        rule_name=given.rule_name,
        assigned_at=at if given.to else None,
        received_at=at,
        doubts=caller.doubts,
    )
    _tell(lead, caller, given, by, at)
    attach(keys, lead)
    if held:
        tell_of_held(caller, by=by, at=at)
    else:
        tell_head(lead, given, by=by, at=at)
    return lead


def _tell(lead: Lead, caller: Caller, given: Assigned, by: Employee | None, at: datetime) -> None:
    record(
        LeadRegistered,
        subject=lead,
        company=lead.company,
        by=by,
        at=at,
        channel=keep(Lead.Channel(lead.channel)),
        manager=given.to.name if given.to else "—",
        rule=given.word,
        passed_by=dict(given.passed_by or {}),
        need=lead.need,
        knock=knock_of(caller),
    )


def _assign(caller: Caller, company: Company, at: datetime) -> Assigned:
    return assign(
        company=company,
        recommended_by=caller.recommended_by,
        brought_by=caller.brought_by,
        on=local_date(at),
        lead=traits(caller.nature, caller.channel, caller.campaign, caller.service, caller.place),
    )


def known_company(email: str, phone: str, inn: str) -> Company | None:
    """A company of somebody else's that has this INN, or this e-mail or phone, itself or by its people."""
    others = Company.objects.filter(is_own=False).order_by("pk")
    if inn and (found := others.filter(inn=inn).first()):
        return found
    for name, value in (("email", email), ("phone", phone)):
        if value:
            same = Q(**{name: value}) | Q(**{f"contacts__{name}": value})
            if found := others.filter(same).first():
                return found
    return None


def _add_company(caller: Caller, by: Employee | None, at: datetime) -> Company:
    """A company of the caller's; an INN that is another's or our own never costs us the lead."""
    name = caller.name or caller.contact_name
    # What a person gave is his; only without a person it is the company's.
    email, phone = ("", "") if caller.contact_name else (caller.email, caller.phone)
    inn = caller.inn or caller.doubts.get("inn", "")[:12]
    if inn:
        try:
            with transaction.atomic():
                return add_company(name=name, email=email, phone=phone, inn=inn, checked=False, by=by, at=at)
        except (IntegrityError, Invalid):
            caller.doubts["inn"] = inn
    return add_company(name=name, email=email, phone=phone, checked=False, by=by, at=at)


def _contact(caller: Caller, company: Company, by: Employee | None, at: datetime) -> Contact | None:
    """The person who came: known by e-mail or phone, or added."""
    for name, value in (("email", caller.email), ("phone", caller.phone)):
        if value and (found := company.contacts.filter(**{name: value}).first()):
            return found
    name = caller.contact_name
    if not name and {caller.email, caller.phone} - {"", company.email, company.phone}:
        name = caller.name or caller.email or caller.phone
    if not name:
        return None
    return add_contact(company=company, name=name, email=caller.email, phone=caller.phone, by=by, at=at)


def tell_head(lead: Lead, given: Assigned, *, by: Employee | None, at: datetime) -> None:
    """Nobody takes leads: the head has until noon of the next working day to find somebody."""
    head = None if given.to else head_of_leads()
    if head:
        what, due_at = gettext_lazy("Find somebody for the lead: nobody takes leads in turn"), next_noon(at)
        make_promise(what=what, owner=head, due_at=due_at, company=lead.company, subject=lead, by=by, at=at)
