"""Billing runs in the API."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from okno.billing.actions.bill_batch import bill_batch
from okno.billing.actions.start_billing_run import start_billing_run as start
from okno.billing.models import BillingRun
from okno.billing.run_problems import in_words
from okno.people.doors import caller
from okno.ui.api import PROBLEMS, Answer, Body, Limit, Listing, listing

router = Router(tags=["billing"])


class BillingRunBody(Body):
    through_on: date


class ProblemAnswer(Answer):
    """What was not billed: whose, how many services, and what to do."""

    reason: str
    company: int
    name: str
    services: int
    sentence: str


class BillingRunAnswer(Answer):
    id: int
    through_on: date
    status: str
    started_at: datetime
    finished_at: datetime | None
    services_total: int
    services_done: int
    invoices: int
    gross_minor: int
    problems: list[ProblemAnswer]

    @staticmethod
    def resolve_problems(run: BillingRun) -> list[dict[str, object]]:
        return in_words(run)


@router.get("/billing-runs", response={200: Listing[BillingRunAnswer], **PROBLEMS})
def billing_runs(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    return listing(BillingRun.objects.visible_to(caller(request)), cursor, limit)


@router.get("/billing-runs/{id}", response={200: BillingRunAnswer, **PROBLEMS})
def billing_run(request: HttpRequest, id: int) -> BillingRun:
    return get_object_or_404(BillingRun.objects.visible_to(caller(request)), pk=id)


@router.post("/billing-runs", response={201: BillingRunAnswer, **PROBLEMS})
def start_billing_run(request: HttpRequest, body: BillingRunBody) -> Status[BillingRun]:
    """Start billing, or find the run that is under way; `continue` does the work, a batch a call."""
    return Status(201, start(through_on=body.through_on, by=caller(request), at=timezone.now()))


@router.post("/billing-runs/{id}/continue", response={200: BillingRunAnswer, **PROBLEMS})
def continue_billing_run(request: HttpRequest, id: int) -> BillingRun:
    """Bill one more batch; call it until `status` is "done"."""
    run = billing_run(request, id)
    bill_batch(run=run, by=caller(request), at=timezone.now())
    return run
