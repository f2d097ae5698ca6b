"""The contacts of a company as its page shows them."""

from dataclasses import dataclass
from datetime import datetime

from okno.records.clients.models import Company, Contact, NoContact
from okno.records.clients.no_contact import forbidden_among


@dataclass(frozen=True)
class Person:
    """A contact, whether they must not be called at this hour, and the prohibition of letters to them."""

    contact: Contact
    is_quiet: bool
    forbidden: NoContact | None

    @property
    def way(self) -> str:
        """Return the channel to show where there is room for one: the preferred, or the first with an
        address.
        """
        contact = self.contact
        addresses = {"voice": contact.phone, "mail": contact.email, "messenger": contact.messenger}
        return (
            contact.channel
            if addresses.get(contact.channel)
            else next((way for way in addresses if addresses[way]), "")
        )


@dataclass(frozen=True)
class People:
    """The contacts of a company who are there, and those who left."""

    there: list[Person]
    gone: list[Contact]


def people_of(company: Company, at: datetime) -> People:
    """Return the company's contacts in two queries: those who decide first, those who left last first."""
    contacts = list(company.contacts.all())
    there = [person for person in contacts if person.left_at is None]
    forbidden = forbidden_among([person.email for person in there])
    order = [*Contact.DecisionRole.values, ""]
    there.sort(key=lambda person: (order.index(person.decision_role), person.pk))
    gone = sorted(
        (person for person in contacts if person.left_at),
        key=lambda person: str(person.left_at),
        reverse=True,
    )
    return People(
        [Person(person, person.is_quiet(at), forbidden.get(person.email)) for person in there], gone
    )
