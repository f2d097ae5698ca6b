"""Contracts by number for the line of search."""

from django.utils.translation import gettext_lazy as _

from okno.clients.numbering import numbered
from okno.contracts.models import Contract
from okno.people.models import Employee
from okno.ui.ranking import PART_OF_NUMBER, bonus
from okno.ui.search import Asked, Found

MOST = 5


def search(user: Employee, asked: Asked) -> list[Found]:
    """«2026-000012», «договор 12» or «12»."""
    of_number = numbered("contract", asked) if asked.names("договор", "contract") else None
    if of_number is None:
        return []
    found = Contract.objects.visible_to(user).filter(of_number).select_related("company")
    return [
        Found(
            str(_("Contract {number}")).format(number=one.number),
            f"{one.company.name} · {one.get_status_display()}",
            one.get_absolute_url(),
            "pen",
            _("Contracts"),
            PART_OF_NUMBER + bonus(opened=asked.was_opened(one)) - 5 - place,
            one.pk,
            "contract",
        )
        for place, one in enumerate(found.order_by("-year", "-pk")[:MOST])
    ]
