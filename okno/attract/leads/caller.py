"""The person or company that contacts us, as a form, a letter or a file row describes them (L1)."""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from okno.attract.leads.keys import Key, keys_of, name_keys
from okno.attract.leads.models import Lead
from okno.ground.kernel.errors import Invalid
from okno.ground.kernel.identifiers import inn_is_valid, normalise_email, normalise_phone
from okno.ground.kernel.text import fold
from okno.records.catalog.models import Service
from okno.records.clients.details import WRONG
from okno.records.clients.models import Company
from okno.team.people.models import Employee

# No e-mail, phone or INN is longer: longer texts come from robots and are not worth the time.
LONGEST_CONTACT = 500
LINE_LENGTHS = {"name": 300, "contact_name": 200, "campaign": 100, "place": 200, "door": 60}
# A long letter has 10,000 signs; a megabyte of comment is no comment.
NEED_LENGTH = 10_000
CUT = "cut"


@dataclass(frozen=True)
class Caller:
    """What is known of the one who contacts us and of what they need.

    `data_issues` holds invalid values by field, as they were typed. `door` is the name of the API token that
    a form came with, empty when an employee typed the lead. `honeypot_filled`: a field that only robots see
    was filled in. `row` is the number of a file's row.
    """

    source_type: str
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
    data_issues: dict[str, str] = field(default_factory=dict)
    door: str = ""
    honeypot_filled: bool = False

    @cached_property
    def keys(self) -> list[Key]:
        """Return the keys by which a lead in work is recognised.

        A form from outside that has no contacts is keyed by the names: else each form of a robot would be a
        lead of its own.
        """
        keys = keys_of(email=self.email, phone=self.phone, inn=self.inn, row=self.row)
        return keys or (name_keys(self.contact_name, self.name) if self.door else [])

    @cached_property
    def fingerprint(self) -> str:
        """Return a hash of the form's texts, the same whatever the spaces, the case and е for ё."""
        texts = [self.name, self.contact_name, self.email, self.phone, self.inn, self.need]
        folded = [fold(text) for text in (*texts, self.campaign, self.channel, self.place)]
        return hashlib.sha256("\0".join(folded).encode()).hexdigest()[:16]


def read_caller(typed: Caller, *, checked: bool) -> Caller:
    """Return the caller with contacts in normal forms and texts cut to their fields.

    When an employee typed it (`checked`), a wrong contact and a need that is too long raise Invalid. From
    outside they are kept in `data_issues`: nothing of that kind may cost us a lead. A caller that can never
    become a lead (no name, an unknown channel, a company of our own) raises Invalid in both cases.
    """
    contacts, data_issues = _read_contacts(typed.email, typed.phone, typed.inn)
    if checked and data_issues:
        raise Invalid(**{name: WRONG[name] for name in data_issues})
    need = _read_need(typed.need, checked, data_issues)
    name = typed.name
    if not checked and not (name.strip() or typed.contact_name.strip()):
        # A form that asks for nothing but an address loses nobody either.
        name = typed.email.strip() or typed.phone.strip()
    lines = {field: getattr(typed, field) for field in LINE_LENGTHS} | {"name": name}
    texts: dict[str, Any] = contacts | _cut_lines(lines)
    caller = replace(typed, need=need, data_issues=data_issues, **texts)
    _check(caller)
    return caller


def _read_contacts(email: str, phone: str, inn: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return e-mail, phone and INN in normal forms, and by field the invalid ones as they were typed."""
    email, phone, inn = (text[:LONGEST_CONTACT] for text in (email, phone, "".join(inn.split())))
    contacts = {"email": normalise_email(email), "phone": normalise_phone(phone), "inn": inn}
    typed = {"email": email.strip(), "phone": phone.strip(), "inn": inn}
    data_issues = {
        name: typed[name][:254] for name in ("email", "phone") if typed[name] and not contacts[name]
    }
    if inn and not inn_is_valid(inn):
        data_issues["inn"] = inn[:254]
        contacts["inn"] = ""
    return contacts, data_issues


def _cut_lines(lines: dict[str, str]) -> dict[str, str]:
    """Return the texts by field, each made one line and cut to the length of its field."""
    return {name: " ".join(line.split())[: LINE_LENGTHS[name]] for name, line in lines.items()}


def _read_need(need: str, checked: bool, data_issues: dict[str, str]) -> str:
    """Return the need within its length; from outside it is cut, and the cut is marked in `data_issues`."""
    need = need.strip()
    if len(need) <= NEED_LENGTH:
        return need
    if checked:
        raise Invalid(need=_("At most {count} signs.").format(count=NEED_LENGTH))
    data_issues["need"] = CUT
    return need[:NEED_LENGTH]


def _check(caller: Caller) -> None:
    """Raise Invalid for a caller that can never become a lead."""
    if caller.company is None and not (caller.name or caller.contact_name):
        raise Invalid(name=_("Name the company or the person."))
    if caller.source_type not in dict(Lead._meta.get_field("source_type").flatchoices):
        raise Invalid(source_type=_("There is no such nature of a lead."))
    if caller.channel not in Lead.Channel.values:
        raise Invalid(channel=_("There is no such channel."))
    if caller.company and caller.company.is_own:
        raise Invalid(company=_("This is a company of our own."))
