"""Clients' credit in the API."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from okno.ground.ui.access import actor, caller
from okno.ground.ui.api import PROBLEMS, Answer
from okno.money.payments.actions.apply_credit import apply_credit
from okno.records.clients.models import Company

router = Router()


class CreditAnswer(Answer):
    applied_minor: int


@router.post("/companies/{id}/apply-credit", response={200: CreditAnswer, **PROBLEMS})
def apply_credit_api(request: HttpRequest, id: int) -> dict[str, int]:
    """Apply the client's advances and overpayments to their open invoices; return the minor units applied."""
    company = get_object_or_404(Company.objects.visible_to(caller(request)), pk=id)
    return {"applied_minor": apply_credit(company=company, by=actor(request), at=timezone.now())}
