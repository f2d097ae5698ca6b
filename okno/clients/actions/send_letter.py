"""C3: a letter to people at a company, through the outbox, where the client sees it too."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from okno.clients.events import LetterSent
from okno.clients.models import Company, Contact
from okno.clients.no_contact import refuse_forbidden
from okno.clients.permissions import can_send_letter
from okno.journal.models import OutgoingMail
from okno.journal.outbox import post
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee

LONGEST_SUBJECT, LONGEST_TEXT = 300, 20_000


@action
def send_letter(
    *,
    company: Company,
    contacts: Collection[Contact],
    subject: str,
    text: str,
    letter: str = "",
    by: Employee,
    at: datetime,
) -> list[OutgoingMail]:
    """One letter to each of the contacts; the answer comes to the writer. Guard 6 stops it whole.

    `letter` names this very letter: sent once more after a lost connection, it goes out once. With other
    words it is another letter, and to whom it has not gone yet it goes now.
    """
    allow(can_send_letter(by, company))
    subject, text = " ".join(subject.split()), text.strip()
    _require(company, contacts, subject, text)
    refuse_forbidden([contact.email for contact in contacts], company=company)
    keys = _keys(company, contacts, letter)
    gone = {one.key: one for one in OutgoingMail.objects.filter(key__in=keys.values())}
    if any((one.subject, one.text) != (subject, text) for one in gone.values()):
        keys, gone = _keys(company, contacts, ""), {}
    said: dict[str, Any] = {"subject": subject, "text": text, "company": company, "by": by, "at": at}
    posted = {one: post(key=keys[one], to=one.email, reply_to=by.email, **said) for one in contacts}
    # Of two at once the second finds what the first has put there meanwhile.
    fresh = [one for one in contacts if keys[one] not in gone and posted[one].queued_at == at]
    if fresh:
        to = ", ".join(f"{contact.name} <{contact.email}>" for contact in fresh)
        words = {"to": to, "about": subject, "text": text}
        record(LetterSent, subject=company, company=company, by=by, at=at, **words)
    return list(posted.values())


def _keys(company: Company, contacts: Collection[Contact], letter: str) -> dict[Contact, str]:
    letter = letter or uuid4().hex
    return {contact: f"clients.letter:{company.pk}:{contact.pk}:{letter}" for contact in contacts}


def _require(company: Company, contacts: Collection[Contact], subject: str, text: str) -> None:
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
