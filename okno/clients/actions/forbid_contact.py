"""Guard 6: an address, or a whole domain, asked not to be written to."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from okno.clients.events import ContactForbidden
from okno.clients.models import Company, NoContact
from okno.clients.permissions import can_forbid_contact
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.kernel.identifiers import domain_of, normalise_email
from okno.people.models import Employee

# Many people who know nothing of one another write from these: one of them cannot speak for all.
EVERYBODYS = {
    *("mail.ru", "bk.ru", "inbox.ru", "list.ru", "internet.ru", "yandex.ru", "ya.ru", "yandex.com"),
    *("rambler.ru", "gmail.com", "outlook.com", "hotmail.com", "icloud.com", "yahoo.com", "proton.me"),
}


@action
def forbid_contact(
    *, address: str, reason: str, company: Company | None = None, by: Employee | None, at: datetime
) -> NoContact:
    """`address` is an e-mail or a domain, with all below it; `company` is in whose journal it stands."""
    allow(can_forbid_contact(by))
    known = normalise_email(address) or domain_of(address.strip().removeprefix("@"))
    if not known or "." not in known:
        raise Invalid(address=_("Write an e-mail address or a domain: romashka.ru."))
    if known in EVERYBODYS:
        raise Invalid(address=_("Many people write from this domain: name the address."))
    if not reason.strip():
        raise Invalid(reason=_("Write why: who asked, and when."))
    given = {"address": known[:254], "reason": reason.strip()[:500], "by": by, "at": at}
    try:
        with transaction.atomic():
            forbidden = NoContact.objects.create(**given)
    except IntegrityError as error:
        raise Invalid(address=_("Nobody writes there already: it is in the list.")) from error
    words = {"address": known, "reason": forbidden.reason}
    record(ContactForbidden, subject=forbidden, company=company, by=by, at=at, **words)
    return forbidden
