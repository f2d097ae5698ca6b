"""Forbid letters to an address or a whole domain (guard 6)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from okno.ground.journal.record import record_for
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.identifiers import domain_of, normalise_email
from okno.records.clients.events import ContactForbidden
from okno.records.clients.models import Company, NoContact
from okno.records.clients.permissions import can_forbid_contact

# Many people who know nothing of one another write from these: one of them cannot speak for all.
EVERYBODYS = {
    *("mail.ru", "bk.ru", "inbox.ru", "list.ru", "internet.ru", "yandex.ru", "ya.ru", "yandex.com"),
    *("rambler.ru", "gmail.com", "outlook.com", "hotmail.com", "icloud.com", "yahoo.com", "proton.me"),
}


@action
def forbid_contact(
    *, address: str, reason: str, company: Company | None = None, by: Actor, at: datetime
) -> NoContact:
    """Forbid letters to the address and return the prohibition.

    `address` is an e-mail or a domain with all its subdomains; the entry stands in the journal of `company`.
    Raises Invalid when it is neither, is a public mail domain or forbidden already, or without a reason.
    """
    allow(can_forbid_contact(by))
    normal = normalise_email(address) or domain_of(address.strip().removeprefix("@"))
    if not normal or "." not in normal:
        raise Invalid(address=_("Write an e-mail address or a domain: romashka.ru."))
    if normal in EVERYBODYS:
        raise Invalid(address=_("Many people write from this domain: name the address."))
    if not reason.strip():
        raise Invalid(reason=_("Write why: who asked, and when."))
    fields = {"address": normal[:254], "reason": reason.strip()[:500], "by": by.employee, "at": at}
    try:
        # Asked of the unique column, not before by a query: between a question and a write another could
        # come.
        with transaction.atomic():
            forbidden = NoContact.objects.create(**fields)
    except IntegrityError as error:
        raise Invalid(address=_("Nobody writes there already: it is in the list.")) from error
    entry_fields = {"address": normal, "reason": forbidden.reason}
    # An address belongs to no company: the entry stands with the one for which it was forbidden.
    record_for(company, ContactForbidden, subject=forbidden, by=by, at=at, **entry_fields)
    return forbidden
