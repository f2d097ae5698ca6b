"""What a billing run cannot bill: found before, or told by the database; listed, never in the way."""

from typing import Final, TypedDict

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from okno.billing.models import BillingRun, RunningService
from okno.billing.run_sql import LARGEST_FEE_MINOR
from okno.billing.runs import Slice
from okno.clients.models import Company
from okno.kernel.errors import Text
from okno.kernel.vat import VatRegime

NO_REGIME: Final = "no_regime"
FEE_TOO_LARGE: Final = "fee_too_large"
NOT_KEPT: Final = "not_kept"

REASONS: dict[str, Text] = {
    NO_REGIME: _("Its VAT regime is not known: set it, then start the billing again."),
    FEE_TOO_LARGE: _("The monthly fee is larger than any that is billed: check the contract."),
    NOT_KEPT: _("The database did not take an invoice of this client: {detail}"),
}


class Problem(TypedDict):
    """Which company it is about (a client, or the seller himself), how many services, and why."""

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
    """The clients of a slice with a due fee that does not fit; their other services are billed."""
    rows = (
        RunningService.objects.due(part.until)
        .filter(seller=part.seller, company__gt=part.low, company__lte=part.high)
        .filter(monthly_minor__gt=LARGEST_FEE_MINOR)
        .values_list("company", "company__name")
        .annotate(services=Count("id"))
        .order_by("company")
    )
    return [
        Problem(reason=FEE_TOO_LARGE, company=company, name=name, services=services, detail="")
        for company, name, services in rows
    ]


def not_kept(client: int, services: int, detail: str) -> Problem:
    name = Company.objects.values_list("name", flat=True).get(pk=client)
    return Problem(reason=NOT_KEPT, company=client, name=name, services=services, detail=detail[:300])


def in_words(run: BillingRun) -> list[dict[str, object]]:
    """The problems of a run for people: whose, how many services, and what to do."""
    return [
        {**problem, "sentence": str(REASONS[problem["reason"]]).format(detail=problem["detail"])}
        for problem in run.problems
    ]
