"""Services that a billing run cannot bill: found beforehand or refused by the database, and listed."""

from typing import Final, TypedDict

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.errors import Text
from okno.ground.kernel.vat import VatRegime
from okno.money.invoicing.models import BillingRun, Subscription
from okno.money.invoicing.run_sql import LARGEST_FEE_MINOR
from okno.money.invoicing.runs import Slice
from okno.records.clients.models import Company

NO_REGIME: Final = "no_regime"
FEE_TOO_LARGE: Final = "fee_too_large"
NOT_KEPT: Final = "not_kept"

REASONS: dict[str, Text] = {
    NO_REGIME: _("Its VAT regime is not known: set it, then start the billing again."),
    FEE_TOO_LARGE: _("The monthly fee is larger than any that is billed: check the contract."),
    NOT_KEPT: _("The database did not take an invoice of this client: {detail}"),
}


class Problem(TypedDict):
    """A company (a client, or the seller) whose services were not billed: how many of them, and why."""

    reason: str
    company: int
    name: str
    services: int
    detail: str


def has_regime(seller: Company) -> bool:
    return seller.vat_regime in set(VatRegime)


def seller_problem(seller: Company, services: int) -> Problem:
    return Problem(reason=NO_REGIME, company=seller.pk, name=seller.name, services=services, detail="")


def fees_too_large(part: Slice) -> list[Problem]:
    """Return a problem for each client of a slice with a fee too large; their other services are billed."""
    rows = (
        Subscription.objects.due(part.until)
        .filter(seller=part.seller, company__gt=part.low, company__lte=part.high)
        .filter(terms__fee_minor__gt=LARGEST_FEE_MINOR)
        .values_list("company", "company__name")
        .annotate(services=Count("id", distinct=True))
        .order_by("company")
    )
    return [
        Problem(reason=FEE_TOO_LARGE, company=company, name=name, services=services, detail="")
        for company, name, services in rows
    ]


def not_kept(client: int, services: int, detail: str) -> Problem:
    name = Company.objects.values_list("name", flat=True).get(pk=client)
    # What the database says may quote a whole row; the beginning names the constraint.
    return Problem(reason=NOT_KEPT, company=client, name=name, services=services, detail=detail[:300])


def in_words(run: BillingRun) -> list[dict[str, object]]:
    """Return the problems of a run with a sentence each: what is wrong and what to do."""
    return [
        {**problem, "sentence": str(REASONS[problem["reason"]]).format(detail=problem["detail"])}
        for problem in run.problems
    ]
