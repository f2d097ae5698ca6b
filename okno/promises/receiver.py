"""Who can have a promise, or take one over: somebody who works here."""

from django.utils.translation import gettext as _

from okno.kernel.errors import Invalid
from okno.people.models import Employee


def check_receiver(giver: Employee, receiver: Employee) -> None:
    """Invalid unless the receiver is another person who works here."""
    if receiver.pk == giver.pk:
        raise Invalid(receiver=_("It is his already: choose another person."))
    check_works(receiver=receiver)


def check_works(**people: Employee | None) -> None:
    """Invalid, by the name given, when one of them has left."""
    for name, person in people.items():
        if person is not None and person.left_on is not None:
            gone = _("{name} does not work here any more: choose another person.").format(name=person)
            raise Invalid(**{name: gone})
