"""What a working day leaves behind: who is away and on call, who handed what over, letters on their way."""

from datetime import date, timedelta
from typing import Any

from okno.attract.quotes.tests.cast import a_company
from okno.ground.journal.actions.write_note import write_note
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.outbox.models import OutgoingMail
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.actions.forbid_contact import forbid_contact
from okno.records.clients.actions.send_letter import send_letter
from okno.records.clients.models import Company
from okno.records.relations.actions.hand_over_client import hand_over_client
from okno.records.relations.actions.set_manager import set_manager
from okno.team.people.actions.announce_absence import announce_absence
from okno.team.people.actions.set_duty import set_duty
from okno.team.people.models import Duty, Employee

NOW = at_hour(date(2026, 10, 12), 10)


def a_day(people: dict[str, Employee], number: int) -> dict[str, Any]:
    """A trip next week, a client who waits to be acknowledged, a letter that could not be sent."""
    week = timedelta(days=7 * (number % 1000 // 20))
    return {
        **_away(people, date(2026, 10, 20) + week),
        **_handed_over(people, number),
        "day_on": NOW.date().isoformat(),
    }


def _away(people: dict[str, Employee], on: date) -> dict[str, Any]:
    by_head = {"by": people["head"], "at": NOW}
    absence = announce_absence(
        employee=people["closer"],
        kind="trip",
        starts_on=on,
        ends_on=on + timedelta(days=2),
        substitute=people["other_closer"],
        in_emergency="By phone",
        **by_head,
    )
    set_duty(employee=people["engineer"], starts_on=on, ends_on=on + timedelta(days=1), **by_head)
    return {"absence": absence, "duty": Duty.objects.get(on=on)}


def _handed_over(people: dict[str, Employee], number: int) -> dict[str, Any]:
    company: Company = a_company(number=number + 5)
    manager, by_head = people["account_man"], {"by": people["head"], "at": NOW}
    since = {"starts_on": date(2026, 9, 11), "by": CONSOLE, "at": at_hour(date(2026, 9, 11), 9)}
    set_manager(company=company, manager=manager, **since)
    entry = write_note(company=company, text="He called twice", by=manager, at=NOW)
    letters = _letters(company, manager, number)
    handover = hand_over_client(
        company=company, receiver=people["other_acc_man"], note="A good one", **by_head
    )
    address = f"quiet{number}@okno.test"
    no_contact = forbid_contact(address=address, reason="He asked", company=company, **by_head)
    return {"handover": handover, "entry": entry, "no_contact": no_contact, **letters}


def _letters(company: Company, manager: Employee, number: int) -> dict[str, Any]:
    """One waits, one could not be sent; both speak of money."""
    contact = add_contact(company=company, name="Petr", email=f"petr{number}@client.test", by=manager, at=NOW)

    def letter(subject: str) -> OutgoingMail:
        text = "It is 12 000 ₽ a month"
        (one,) = send_letter(
            company=company, contacts=[contact], subject=subject, text=text, by=manager, at=NOW
        )
        return one

    failed = letter("Our offer")
    OutgoingMail.objects.filter(pk=failed.pk).update(status="failed", tries=8, trouble="No such mailbox")
    return {"mail": letter("Our offer again"), "failed_mail": failed}
