"""What the API of quotes takes and answers."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from okno.attract.quotes.models import FeasibilityStatus, QuoteLine, QuoteStatus
from okno.ground.ui.api import Answer, Body, Id, Line, Minor

Months = Annotated[int, Field(strict=True, ge=1, le=600)]
Quantity = Annotated[int, Field(strict=True, ge=1, le=100_000)]


class QuoteLineAnswer(Answer):
    """Prices are per unit, with VAT inside when the quote's are. `feasibility` null: nobody was asked."""

    id: int
    position: int
    configuration_id: int
    location_id: int
    title: str
    quantity: int
    monthly_minor: int
    one_off_minor: int
    feasibility: str | None
    ready_days: int | None

    @staticmethod
    def resolve_feasibility(line: QuoteLine) -> str | None:
        feasibility = line.feasibility()
        return feasibility.status if feasibility else None

    @staticmethod
    def resolve_ready_days(line: QuoteLine) -> int | None:
        feasibility = line.feasibility()
        return feasibility.ready_days if feasibility else None


class QuoteAnswer(Answer):
    id: int
    number: str
    version: int
    deal_id: int
    company_id: int
    seller_id: int
    status: QuoteStatus
    vat_included: bool
    term_months: int
    valid_until_on: date
    sent_at: datetime | None
    answered_at: datetime | None
    accepted_by_name: str


class WholeQuote(QuoteAnswer):
    """Sums are of the whole quote, kopecks. `offer_path` is what its client opens, once sent."""

    lines: list[QuoteLineAnswer]
    monthly_net_minor: int
    monthly_gross_minor: int
    one_off_net_minor: int
    one_off_gross_minor: int
    ready_days: int | None
    offer_path: str | None


class PriceApprovalAnswer(Answer):
    id: int
    status: str
    title: str
    deciders: list[str]


class DraftQuoteBody(Body):
    deal_id: Id
    seller_id: Id | None = None
    vat_included: bool = False
    term_months: Months = 12
    valid_until_on: date | None = None


class ChangeTermsBody(Body):
    vat_included: bool | None = None
    term_months: Months | None = None
    valid_until_on: date | None = None


class AddLineBody(Body):
    configuration_id: Id
    location_id: Id
    quantity: Quantity = 1
    monthly_minor: Minor | None = None
    one_off_minor: Minor | None = None
    title: Line = ""


class ChangeLineBody(Body):
    """What is null stays as it is."""

    configuration_id: Id | None = None
    location_id: Id | None = None
    quantity: Quantity | None = None
    monthly_minor: Minor | None = None
    one_off_minor: Minor | None = None
    title: Line | None = None


class AskPriceApprovalBody(Body):
    reason: Annotated[str, Field(max_length=1000)]


class AcceptQuoteBody(Body):
    name: Line


class RefuseFeasibilityBody(Body):
    note: Line = ""


class DeclineQuoteBody(Body):
    note: Line = ""


class FeasibilityAnswer(Answer):
    """A feasibility on exactly one content of a line; no price is told here."""

    id: int
    line_id: int
    status: FeasibilityStatus
    basis: str
    asked_at: datetime
    answered_at: datetime | None
    ready_days: int | None
    holds_until_on: date | None
    note: str


class ConfirmFeasibilityBody(Body):
    """`ready_days` are working days after the start."""

    ready_days: Annotated[int, Field(strict=True, ge=0, le=1000)]
    holds_until_on: date
    note: Line = ""
