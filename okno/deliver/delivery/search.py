"""Search of orders by their contract's number."""

from django.utils.translation import gettext_lazy as _

from okno.deliver.delivery.models import Order
from okno.ground.ui.ranking import PART_OF_NUMBER, bonus
from okno.ground.ui.search import SearchQuery, SearchResult
from okno.records.clients.numbering import numbered
from okno.team.people.models import Employee

MOST = 5


def search(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """Return orders for «заказ 12», the order of the contract 12."""
    of_number = numbered("contract", query, prefix="contract__") if query.names("заказ", "order") else None
    if of_number is None:
        return []
    rows = Order.objects.visible_to(user).filter(of_number).select_related("company", "contract")
    return [
        SearchResult(
            str(_("Order {number}")).format(number=order.contract.number),
            f"{order.company.name} · {order.get_status_display()}",
            order.get_absolute_url(),
            "box-seam",
            _("Orders"),
            PART_OF_NUMBER + bonus(opened=query.was_opened(order)) - 20 - place,
            order.pk,
            "order",
        )
        for place, order in enumerate(rows.order_by("-contract__year", "-pk")[:MOST])
    ]
