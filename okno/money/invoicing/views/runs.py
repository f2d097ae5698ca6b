"""Pages of billing runs: start one, watch it, leave it and go on from where it stopped."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import month_of
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import go_to, submit
from okno.money.invoicing.actions.bill_batch import bill_batch
from okno.money.invoicing.actions.start_billing_run import start_billing_run
from okno.money.invoicing.forms import BillingRunForm
from okno.money.invoicing.models import BillingRun
from okno.money.invoicing.permissions import can_bill_batch, can_start_billing_run
from okno.money.invoicing.run_problems import in_words
from okno.money.invoicing.runs import until_on

CARD = "billing-run"


@signed_in
@require_safe
def billing_runs(request: StaffRequest) -> HttpResponse:
    visible = BillingRun.objects.visible_to(request.employee).select_related("started_by")
    may_start = can_start_billing_run(request.actor)
    context = {"page": page_of(request, visible.order_by("-pk")), "may_start": may_start}
    return render(request, "invoicing/billing_runs.html", context)


@signed_in
def start_billing_run_view(request: StaffRequest) -> HttpResponse:
    """Render the form that starts a run; the run's page then bills batch by batch."""
    allow(can_start_billing_run(request.actor))
    now = timezone.now()

    def act(through_on: date) -> str:
        run = start_billing_run(through_on=through_on, by=request.actor, at=now)
        return f"{run.get_absolute_url()}?go=1"

    form = BillingRunForm(request.POST or None, initial={"through_on": month_of(local_date(now)).ends_on})
    return submit(request, form, act, template="invoicing/start_billing_run.html")


@signed_in
@require_safe
def billing_run(request: StaffRequest, pk: int) -> HttpResponse:
    """Render a run; with ?go=1 the page goes on billing by itself, without it waits for a button."""
    run: BillingRun = get_visible_or_404(BillingRun.objects.select_related("started_by"), request, pk)
    return render(
        request, "invoicing/billing_run.html", _context(request, run, goes=request.GET.get("go") == "1")
    )


@signed_in
@require_POST
def bill_batch_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Bill one batch; return the run's card, which asks for the next batch, or redirect to the run's page."""
    run: BillingRun = get_visible_or_404(BillingRun.objects.all(), request, pk)
    bill_batch(run=run, by=request.actor, at=timezone.now())
    if request.htmx.target == CARD:
        return render(request, "invoicing/billing_run.html#card", _context(request, run, goes=True))
    return go_to(request, f"{run.get_absolute_url()}?go=1")


def _context(request: StaffRequest, run: BillingRun, *, goes: bool) -> dict[str, Any]:
    is_running = run.status == BillingRun.Status.RUNNING
    may_bill = is_running and can_bill_batch(request.actor)
    return {
        "run": run,
        "until_on": until_on(run.through_on),
        "problems": in_words(run),
        "goes": goes and may_bill,
        "may_bill": may_bill,
    }
