"""Checks of the people named in a promise: they must work here."""

from django.utils.translation import gettext as _

from okno.ground.kernel.errors import Invalid
from okno.team.people.models import Employee


def check_receiver(giver: Employee, receiver: Employee) -> None:
    """Raise Invalid unless the receiver is another person who works here."""
    if receiver.pk == giver.pk:
        raise Invalid(receiver=_("It is his already: choose another person."))
    check_works(receiver=receiver)


def check_works(**people: Employee | None) -> None:
    """Raise Invalid, under the argument's name, when one of these people has left."""
    for name, person in people.items():
        if person is not None and person.left_on is not None:
            reason = _("{name} does not work here any more: choose another person.").format(name=person)
            raise Invalid(**{name: reason})
