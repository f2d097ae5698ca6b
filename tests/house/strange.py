"""The same company after somebody has typed into it whatever can be typed: signs, markup, names of 300."""

from okno.attract.deals.models import Deal
from okno.ground.journal.actions.write_note import write_note
from okno.ground.outbox.models import OutgoingMail
from okno.records.clients.models import Company, Contact, NoContact
from okno.records.relations.models import Handover
from okno.team.people.models import Absence, Employee
from okno.team.promises.models import Promise
from tests.house.built import NOW, House, build
from tests.house.grown import grow

SCRIPT = "<script>alert(1)</script>"
STRANGE = SCRIPT + "\"'& {{7*7}} {% now %} %s {name} {} \u202eevil\u202c שלום 👩‍👩‍👧‍👦 "


def build_strange() -> House:
    """Return the company with strange words in every thing of it, and three more of everything."""
    house = build()
    _type_strange_words(house)
    for number in (1, 2, 3):
        grow(house, number)
    return house


def _type_strange_words(house: House) -> None:
    Employee.objects.update(name=STRANGE, position=STRANGE)
    long = (STRANGE + "ж" * 300)[:300]
    Company.objects.update(
        **dict.fromkeys(("name", "legal_name"), long),
        **dict.fromkeys(("address", "status_text", "next_step"), STRANGE),
        next_step_on=NOW.date(),
    )
    Contact.objects.update(name=STRANGE, position=STRANGE, messenger=STRANGE)
    Promise.objects.update(what=STRANGE)
    Deal.objects.update(title=STRANGE)
    Absence.objects.update(in_emergency=STRANGE)
    Handover.objects.update(note=STRANGE, impression=STRANGE)
    NoContact.objects.update(reason=STRANGE)
    OutgoingMail.objects.update(subject=STRANGE, text=STRANGE)
    for company in Company.objects.all():
        head = Employee.objects.get(pk=house.people["head"].pk)
        write_note(company=company, text=STRANGE, kind="call", whom=STRANGE, by=head, at=NOW)
