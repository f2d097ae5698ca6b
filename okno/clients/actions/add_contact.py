"""C1: a person at a company."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.clients.details import tidy
from okno.clients.events import ContactAdded
from okno.clients.models import Company, Contact
from okno.clients.permissions import can_add_contact
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee


@action
def add_contact(
    *,
    company: Company,
    name: str,
    position: str = "",
    email: str = "",
    phone: str = "",
    messenger: str = "",
    decision_role: str = "",
    checked: bool = True,
    by: Employee | None,
    at: datetime,
) -> Contact:
    """By hand (`checked`) a phone or e-mail that is none is Invalid; from outside it is kept as it came."""
    allow(can_add_contact(by, company))
    if not name.strip():
        raise Invalid(name=_("Write the name."))
    if decision_role and decision_role not in Contact.DecisionRole.values:
        raise Invalid(decision_role=_("Choose one of the parts in the decision."))
    tidied, _doubtful = tidy({"email": email, "phone": phone}, checked=checked)
    contact = Contact.objects.create(
        company=company,
        name=name.strip()[:200],
        position=position.strip()[:200],
        messenger=messenger.strip()[:100],
        decision_role=decision_role,
        **tidied,
    )
    named = ", ".join(word for word in (contact.name, contact.position) if word)
    record(ContactAdded, subject=contact, company=company, by=by, at=at, name=named)
    return contact
