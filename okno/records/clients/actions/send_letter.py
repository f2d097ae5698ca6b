"""Send a letter to contacts of a company, through the outbox (C3)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.outbox.models import OutgoingMail
from okno.ground.outbox.queue import post
from okno.records.clients.events import LetterSent
from okno.records.clients.models import Company, Contact
from okno.records.clients.no_contact import refuse_forbidden
from okno.records.clients.permissions import can_send_letter

LONGEST_SUBJECT, LONGEST_TEXT = 300, 20_000


@action
def send_letter(
    *,
    company: Company,
    contacts: Collection[Contact],
    subject: str,
    text: str,
    letter: str = "",
    by: Actor,
    at: datetime,
) -> list[OutgoingMail]:
    """Queue one letter to each contact and return the letters; answers go to the writer.

    `letter` is the key of this letter: sent once more after a lost connection, it goes out once. With another
    text it is a new letter, and a contact it has not reached yet gets it now. Raises Refused by guard 6 when
    one address is forbidden, so that nobody gets it, and Invalid when something is missing.
    """
    allow(can_send_letter(by, company))
    subject, text = " ".join(subject.split()), text.strip()
    _require(company, contacts, subject, text)
    refuse_forbidden([contact.email for contact in contacts], company=company)
    keys = _keys(company, contacts, letter)
    queued = {mail.key: mail for mail in OutgoingMail.objects.filter(key__in=keys.values())}
    if any((mail.subject, mail.text) != (subject, text) for mail in queued.values()):
        keys, queued = _keys(company, contacts, ""), {}
    shared: dict[str, Any] = {"subject": subject, "text": text, "company": company, "by": by, "at": at}
    posted = {
        contact: post(key=keys[contact], to=contact.email, reply_to=by.employee.email, **shared)
        for contact in contacts
    }
    # Of two at once the second finds what the first has put there meanwhile.
    fresh = [
        contact for contact in contacts if keys[contact] not in queued and posted[contact].queued_at == at
    ]
    if fresh:
        to = ", ".join(f"{contact.name} <{contact.email}>" for contact in fresh)
        entry_fields = {"to": to, "about": subject, "text": text}
        record(LetterSent, subject=company, by=by, at=at, **entry_fields)
    return list(posted.values())


def _keys(company: Company, contacts: Collection[Contact], letter: str) -> dict[Contact, str]:
    """Return the outbox key of each contact's letter; without `letter` the keys are new."""
    letter = letter or uuid4().hex
    return {contact: f"clients.letter:{company.pk}:{contact.pk}:{letter}" for contact in contacts}


def _require(company: Company, contacts: Collection[Contact], subject: str, text: str) -> None:
    """Raise Invalid when contacts are missing, gone or without e-mail, or a text is empty or too long."""
    if not contacts:
        raise Invalid(contacts=_("Choose to whom."))
    for contact in contacts:
        if contact.company_id != company.pk or contact.left_at is not None:
            raise Invalid(contacts=_("{name} is not at this company.").format(name=contact.name))
        if not contact.email:
            raise Invalid(contacts=_("{name} has no e-mail.").format(name=contact.name))
    if not subject:
        raise Invalid(subject=_("Write what the letter is about."))
    if len(subject) > LONGEST_SUBJECT:
        raise Invalid(subject=_("The subject is too long."))
    if not text:
        raise Invalid(text=_("Write the letter."))
    if len(text) > LONGEST_TEXT:
        raise Invalid(text=_("This is too long for one letter."))
