"""Who can take over a promise."""

from django.utils.translation import gettext as _

from okno.kernel.errors import Invalid
from okno.people.models import Employee


def check_receiver(giver: Employee, receiver: Employee) -> None:
    """Invalid unless the receiver is another person who works here."""
    if receiver.pk == giver.pk:
        raise Invalid(receiver=_("It is his already: choose another person."))
    if receiver.left_on is not None:
        raise Invalid(
            receiver=_("{name} does not work here any more: choose another person.").format(name=receiver)
        )
