"""Orders by their contract's number for the line of search."""

from django.utils.translation import gettext_lazy as _

from okno.clients.numbering import numbered
from okno.delivery.models import Order
from okno.people.models import Employee
from okno.ui.ranking import PART_OF_NUMBER, bonus
from okno.ui.search import Asked, Found

MOST = 5


def search(user: Employee, asked: Asked) -> list[Found]:
    """«заказ 12» is the order on the contract 12."""
    of_number = numbered("contract", asked, prefix="contract__") if asked.names("заказ", "order") else None
    if of_number is None:
        return []
    found = Order.objects.visible_to(user).filter(of_number).select_related("company", "contract")
    return [
        Found(
            str(_("Order {number}")).format(number=one.contract.number),
            f"{one.company.name} · {one.get_status_display()}",
            one.get_absolute_url(),
            "box-seam",
            _("Orders"),
            PART_OF_NUMBER + bonus(opened=asked.was_opened(one)) - 20 - place,
            one.pk,
            "order",
        )
        for place, one in enumerate(found.order_by("-contract__year", "-pk")[:MOST])
    ]
