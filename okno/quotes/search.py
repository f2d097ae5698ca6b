"""Quotes by number for the line of search."""

from django.utils.translation import gettext_lazy as _

from okno.clients.numbering import numbered
from okno.people.models import Employee
from okno.quotes.models import Quote
from okno.ui.ranking import PART_OF_NUMBER, bonus
from okno.ui.search import Asked, Found

MOST = 5


def search(user: Employee, asked: Asked) -> list[Found]:
    """«2026-000012», «КП 12» or «12»."""
    of_number = numbered("quote", asked) if asked.names("кп", "предложение", "quote") else None
    if of_number is None:
        return []
    found = Quote.objects.visible_to(user).filter(of_number).select_related("company")
    return [
        Found(
            str(_("Quote {number}")).format(number=one.number),
            f"{one.company.name} · {one.get_status_display()}",
            one.get_absolute_url(),
            "file-earmark-text",
            _("Quotes"),
            PART_OF_NUMBER + bonus(opened=asked.was_opened(one)) - 10 - place,
            one.pk,
            "quote",
        )
        for place, one in enumerate(found.order_by("-year", "-version", "-pk")[:MOST])
    ]
