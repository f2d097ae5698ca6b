"""Pages of billing runs: start one, watch it, leave it and go on from where it stopped."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.billing.actions.bill_batch import bill_batch
from okno.billing.actions.start_billing_run import start_billing_run
from okno.billing.forms import BillingRunForm
from okno.billing.models import BillingRun
from okno.billing.permissions import can_bill_batch, can_start_billing_run
from okno.billing.run_problems import in_words
from okno.billing.runs import until_on
from okno.kernel.clock import local_date
from okno.kernel.dates import month_of
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.lists import page_of
from okno.ui.submit import go_to, submit

CARD = "billing-run"


@signed_in
@require_safe
def billing_runs(request: StaffRequest) -> HttpResponse:
    visible = BillingRun.objects.visible_to(request.employee).select_related("started_by")
    may_start = can_start_billing_run(request.employee)
    context = {"page": page_of(request, visible.order_by("-pk")), "may_start": may_start}
    return render(request, "billing/billing_runs.html", context)


@signed_in
def start_billing_run_view(request: StaffRequest) -> HttpResponse:
    """The form, and the run that it starts; the run's page then bills a batch at a time."""
    allow(can_start_billing_run(request.employee))
    now = timezone.now()

    def act(through_on: date) -> str:
        run = start_billing_run(through_on=through_on, by=request.employee, at=now)
        return f"{run.get_absolute_url()}?go=1"

    form = BillingRunForm(request.POST or None, initial={"through_on": month_of(local_date(now)).ends_on})
    return submit(request, form, act, template="billing/start_billing_run.html")


@signed_in
@require_safe
def billing_run(request: StaffRequest, pk: int) -> HttpResponse:
    """With ?go=1 it bills on by itself; without, it stands still and waits for a button."""
    run: BillingRun = one_visible(BillingRun.objects.select_related("started_by"), request, pk)
    return render(
        request, "billing/billing_run.html", _shown(request, run, goes=request.GET.get("go") == "1")
    )


@signed_in
@require_POST
def bill_batch_view(request: StaffRequest, pk: int) -> HttpResponse:
    """One batch. To the card that asked for it the card comes back, and asks for the next."""
    run: BillingRun = one_visible(BillingRun.objects.all(), request, pk)
    bill_batch(run=run, by=request.employee, at=timezone.now())
    if request.htmx.target == CARD:
        return render(request, "billing/billing_run.html#card", _shown(request, run, goes=True))
    return go_to(request, f"{run.get_absolute_url()}?go=1")


def _shown(request: StaffRequest, run: BillingRun, *, goes: bool) -> dict[str, Any]:
    is_running = run.status == BillingRun.Status.RUNNING
    may_bill = is_running and can_bill_batch(request.employee)
    return {
        "run": run,
        "until_on": until_on(run.through_on),
        "problems": in_words(run),
        "goes": goes and may_bill,
        "may_bill": may_bill,
    }
