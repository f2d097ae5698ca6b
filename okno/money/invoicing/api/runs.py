"""Billing runs in the API."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from okno.ground.ui.access import actor, caller
from okno.ground.ui.api import PROBLEMS, Answer, Body, Limit, Listing, listing
from okno.money.invoicing.actions.bill_batch import bill_batch
from okno.money.invoicing.actions.start_billing_run import start_billing_run
from okno.money.invoicing.models import BillingRun
from okno.money.invoicing.run_problems import in_words

router = Router()


class StartBillingRunBody(Body):
    through_on: date


class RunProblemAnswer(Answer):
    """A company whose services were not billed: how many of them, why, and what to do."""

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
    problems: list[RunProblemAnswer]

    @staticmethod
    def resolve_problems(run: BillingRun) -> list[dict[str, object]]:
        return in_words(run)


@router.get("/billing-runs", response={200: Listing[BillingRunAnswer], **PROBLEMS})
def list_billing_runs(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    return listing(BillingRun.objects.visible_to(caller(request)), cursor, limit)


@router.get("/billing-runs/{id}", response={200: BillingRunAnswer, **PROBLEMS})
def get_billing_run(request: HttpRequest, id: int) -> BillingRun:
    return get_object_or_404(BillingRun.objects.visible_to(caller(request)), pk=id)


@router.post("/billing-runs", response={201: BillingRunAnswer, **PROBLEMS})
def start_billing_run_api(request: HttpRequest, body: StartBillingRunBody) -> Status[BillingRun]:
    """Start billing, or return the run that is under way; `continue` does the work, one batch a call."""
    return Status(201, start_billing_run(through_on=body.through_on, by=actor(request), at=timezone.now()))


@router.post("/billing-runs/{id}/continue", response={200: BillingRunAnswer, **PROBLEMS})
def bill_batch_api(request: HttpRequest, id: int) -> BillingRun:
    """Bill one more batch and return the run; call it until `status` is "done"."""
    run = get_billing_run(request, id)
    bill_batch(run=run, by=actor(request), at=timezone.now())
    return run
