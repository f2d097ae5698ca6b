"""The people of a company as its page shows them."""

from dataclasses import dataclass
from datetime import datetime

from okno.clients.models import Company, Contact, NoContact
from okno.clients.no_contact import forbidden_among


@dataclass(frozen=True)
class Person:
    """A contact, whether now is an hour when he is not to be called, and what forbids letters to him."""

    contact: Contact
    is_quiet: bool
    forbidden: NoContact | None

    @property
    def way(self) -> str:
        """The channel that is written out where there is no room for all: his own, or the first known."""
        one = self.contact
        known = {"voice": one.phone, "mail": one.email, "messenger": one.messenger}
        return one.channel if known.get(one.channel) else next((way for way in known if known[way]), "")


@dataclass(frozen=True)
class People:
    there: list[Person]
    gone: list[Contact]


def people_of(company: Company, at: datetime) -> People:
    """Who is there, who decides before others; and who left, the last first. Two queries."""
    every = list(company.contacts.all())
    there = [one for one in every if one.left_at is None]
    forbidden = forbidden_among([one.email for one in there])
    order = [*Contact.DecisionRole.values, ""]
    there.sort(key=lambda one: (order.index(one.decision_role), one.pk))
    gone = sorted((one for one in every if one.left_at), key=lambda one: str(one.left_at), reverse=True)
    return People([Person(one, one.is_quiet(at), forbidden.get(one.email)) for one in there], gone)
