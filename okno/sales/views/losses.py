"""Pages of losses: why a deal, or several, are lost; the reasons themselves."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.kernel.errors import Forbidden, allow
from okno.kernel.keys import keys_of
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.sales.actions.add_loss_reason import add_loss_reason
from okno.sales.actions.change_loss_reason import change_loss_reason
from okno.sales.actions.lose_deal import lose_deal
from okno.sales.actions.lose_deals import MOST_AT_ONCE, lose_deals
from okno.sales.actions.remove_loss_reason import remove_loss_reason
from okno.sales.forms.losses import LoseDealForm, LossReasonForm
from okno.sales.losses import branch_of, reason_tree
from okno.sales.models import Deal, LossReason
from okno.sales.permissions import (
    can_add_loss_reason,
    can_change_loss_reason,
    can_lose_deal,
    can_lose_deals,
)
from okno.ui.submit import submit

SHOWN = Deal.objects.select_related("company", "owner", "stage", "lead__assigned_to", "lead__contact")
BACK_TO = {"board": "sales:deals", "list": "sales:deal_list"}


@signed_in
def lose_deal_view(request: StaffRequest, pk: int) -> HttpResponse:
    one: Deal = one_visible(SHOWN, request, pk)
    allow(can_lose_deal(request.employee, one))

    def act(**_typed: Any) -> Any:
        given = form.told()
        address = _back(given.pop("next"))
        lost = lose_deal(deal=one, by=request.employee, at=timezone.now(), **given)
        return address or lost

    first = {"next": request.GET.get("next", "")}
    form = LoseDealForm(request.POST or None, initial=first, reader=request.employee)
    return submit(request, form, act, template="sales/lose_deal.html", context={"deal": one})


@signed_in
def lose_deals_view(request: StaffRequest) -> HttpResponse:
    """The marked deals (`deal=1&deal=2`) and one reason for all of them."""
    marked = request.POST if request.method == "POST" else request.GET
    keys = keys_of(marked.getlist("deal"))
    visible = SHOWN.visible_to(request.employee).open()
    found = list(visible.filter(pk__in=keys[: MOST_AT_ONCE + 1]).order_by("pk"))
    allow(can_lose_deals(request.employee, found))

    def act(**_typed: Any) -> str:
        given = form.told()
        address = _back(given.pop("next")) or reverse("sales:deal_list")
        lose_deals(deals=found, by=request.employee, at=timezone.now(), **given)
        return address

    first = {"next": request.GET.get("next", "list")}
    form = LoseDealForm(request.POST or None, initial=first, reader=request.employee)
    return submit(request, form, act, template="sales/lose_deals.html", context={"deals": found})


@signed_in
@require_safe
def loss_reasons(request: StaffRequest) -> HttpResponse:
    """The tree; how many deals were lost for each is told to heads alone, who keep it."""
    if not can_add_loss_reason(request.employee):
        raise Forbidden()
    lost = Deal.objects.visible_to(request.employee).filter(status=Deal.Status.LOST).order_by()
    counts = dict(lost.values_list("loss_reason").annotate(n=Count("pk")))
    lines = [
        {
            "branch": one,
            "count": sum(counts.get(code, 0) for code in one.codes()),
            "place": place,
            "last": len(beside),
        }
        for one, place, beside in _in_order(reason_tree())
    ]
    removed = LossReason.objects.filter(removed_at__isnull=False)
    return render(request, "sales/loss_reasons.html", {"lines": lines, "removed": removed})


@signed_in
def add_loss_reason_view(request: StaffRequest) -> HttpResponse:
    if not can_add_loss_reason(request.employee):
        raise Forbidden()
    above = branch_of(reason_tree(), request.GET.get("under", ""))

    def act(**typed: Any) -> str:
        under = above.reason if above else None
        add_loss_reason(under=under, by=request.employee, at=timezone.now(), **typed)
        return reverse("sales:loss_reasons")

    form = LossReasonForm(request.POST or None, above=above)
    return submit(request, form, act, template="sales/loss_reason.html", context={"above": above})


@signed_in
def change_loss_reason_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Rename by the form; `place` alone puts it higher or lower among those beside it."""
    one = _reason(request, pk)
    if not can_change_loss_reason(request.employee):
        raise Forbidden()
    place = request.POST.get("place", "")

    def act(**typed: Any) -> str:
        change_loss_reason(reason=one, by=request.employee, at=timezone.now(), **typed)
        return reverse("sales:loss_reasons")

    if place.isascii() and place.isdigit() and len(place) < 5:
        return redirect(act(place=int(place)))
    first = {"name": str(one.word), "asks_competitor": one.asks_competitor}
    above = branch_of(reason_tree(), one.parent.code) if one.parent else None
    form = LossReasonForm(request.POST or None, initial=first, above=above)
    return submit(request, form, act, template="sales/loss_reason.html", context={"reason": one})


@signed_in
@require_POST
def remove_loss_reason_view(request: StaffRequest, pk: int) -> HttpResponse:
    remove_loss_reason(reason=_reason(request, pk), by=request.employee, at=timezone.now())
    return redirect("sales:loss_reasons")


def _reason(request: HttpRequest, pk: int) -> LossReason:
    return get_object_or_404(LossReason.objects.exclude(code="not_recorded").select_related("parent"), pk=pk)


def _in_order(beside: Any) -> Any:
    """Each branch with its place among those beside it, then what stands under it."""
    for place, one in enumerate(beside, start=1):
        yield one, place, beside
        yield from _in_order(one.finer)


def _back(asked: str) -> str:
    """Where a verb on the board or in the list leads: there again."""
    return reverse(BACK_TO[asked]) if asked in BACK_TO else ""
