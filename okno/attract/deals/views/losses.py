"""Pages of losses: why a deal, or several, are lost."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.lose_deals import MOST_AT_ONCE, lose_deals
from okno.attract.deals.forms.deals import LoseDealForm
from okno.attract.deals.models import Deal
from okno.attract.deals.permissions import can_lose_deal, can_lose_deals
from okno.ground.kernel.errors import allow
from okno.ground.kernel.row_ids import ids_of
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import submit

SHOWN = Deal.objects.select_related("company", "owner", "stage", "lead__assigned_to", "lead__contact")
BACK_TO = {"board": "deals:deals", "list": "deals:deal_list"}


@signed_in
def lose_deal_view(request: StaffRequest, pk: int) -> HttpResponse:
    deal: Deal = get_visible_or_404(SHOWN, request, pk)
    allow(can_lose_deal(request.actor, deal))

    def act(**_typed: Any) -> Any:
        outcome = form.outcome()
        address = _back(outcome.pop("next"))
        lost = lose_deal(deal=deal, by=request.actor, at=timezone.now(), **outcome)
        return address or lost

    first = {"next": request.GET.get("next", "")}
    form = LoseDealForm(request.POST or None, initial=first, reader=request.employee)
    return submit(request, form, act, template="deals/lose_deal.html", context={"deal": deal})


@signed_in
def lose_deals_view(request: StaffRequest) -> HttpResponse:
    """Show the marked deals (`deal=1&deal=2`) and one reason for all of them."""
    sent = request.POST if request.method == "POST" else request.GET
    keys = ids_of(sent.getlist("deal"))
    visible = SHOWN.visible_to(request.employee).open()
    marked = list(visible.filter(pk__in=keys[: MOST_AT_ONCE + 1]).order_by("pk"))
    allow(can_lose_deals(request.actor, marked))

    def act(**_typed: Any) -> str:
        outcome = form.outcome()
        address = _back(outcome.pop("next")) or reverse("deals:deal_list")
        lose_deals(deals=marked, by=request.actor, at=timezone.now(), **outcome)
        return address

    first = {"next": request.GET.get("next", "list")}
    form = LoseDealForm(request.POST or None, initial=first, reader=request.employee)
    return submit(request, form, act, template="deals/lose_deals.html", context={"deals": marked})


def _back(place: str) -> str:
    """Return the address of the board or the list that the verb was pressed on."""
    return reverse(BACK_TO[place]) if place in BACK_TO else ""
