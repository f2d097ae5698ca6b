"""Quotes and their lines: each operation calls the action of its name."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from okno.attract.deals.models import Deal
from okno.attract.quotes.actions.accept_quote import accept_quote
from okno.attract.quotes.actions.add_line import add_line
from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.ask_price_approval import ask_price_approval
from okno.attract.quotes.actions.change_line import change_line
from okno.attract.quotes.actions.change_terms import change_terms
from okno.attract.quotes.actions.decline_quote import decline_quote
from okno.attract.quotes.actions.draft_quote import draft_quote
from okno.attract.quotes.actions.remove_line import remove_line
from okno.attract.quotes.actions.revise_quote import revise_quote
from okno.attract.quotes.actions.send_quote import send_quote
from okno.attract.quotes.api.shapes import (
    AcceptQuoteBody,
    AddLineBody,
    AskPriceApprovalBody,
    ChangeLineBody,
    ChangeTermsBody,
    DeclineQuoteBody,
    DraftQuoteBody,
    FeasibilityAnswer,
    PriceApprovalAnswer,
    QuoteAnswer,
    QuoteLineAnswer,
    WholeQuote,
)
from okno.attract.quotes.models import Quote, QuoteLine
from okno.attract.quotes.ready_date import ready_days
from okno.attract.quotes.sums import quote_sums
from okno.ground.kernel.clock import local_date
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Limit, Listing, listing
from okno.records.catalog.models import Configuration, Location
from okno.records.clients.models import Company

router = Router()
WIDE = ("deal", "company", "seller")


def whole(quote: Quote) -> dict[str, Any]:
    """Return the quote with its lines, sums and the date that may be promised."""
    sums = quote_sums(quote, local_date(quote.sent_at or timezone.now()))
    lines = quote.lines.select_related("quote", "configuration").prefetch_related("feasibilities")
    return {
        **QuoteAnswer.from_orm(quote).model_dump(),
        "lines": list(lines),
        "monthly_net_minor": sums.monthly.net_minor,
        "monthly_gross_minor": sums.monthly.gross_minor,
        "one_off_net_minor": sums.one_off.net_minor,
        "one_off_gross_minor": sums.one_off.gross_minor,
        "ready_days": ready_days(quote),
        "offer_path": quote.get_offer_url() if quote.sent_at else None,
    }


def _quote(request: HttpRequest, pk: int) -> Quote:
    return get_visible_or_404(Quote.objects.select_related(*WIDE), request, pk)


def _line(request: HttpRequest, pk: int) -> QuoteLine:
    return get_visible_or_404(QuoteLine.objects.select_related("quote__deal", "quote__seller"), request, pk)


def _things(request: HttpRequest, body: AddLineBody | ChangeLineBody) -> dict[str, Any]:
    """Return the body as an action takes it: ids become the things that the caller sees."""
    fields = body.model_dump(exclude={"configuration_id", "location_id"})
    if body.configuration_id:
        fields["configuration"] = get_visible_or_404(Configuration.objects, request, body.configuration_id)
    if body.location_id:
        fields["location"] = get_visible_or_404(Location.objects, request, body.location_id)
    return fields


@router.get("/quotes", response={200: Listing[QuoteAnswer], **PROBLEMS})
def list_quotes(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """Quotes of the deals that the caller sees."""
    return listing(Quote.objects.visible_to(caller(request)), cursor, limit)


@router.get("/quotes/{id}", response={200: WholeQuote, **PROBLEMS})
def get_quote(request: HttpRequest, id: int) -> dict[str, Any]:
    return whole(_quote(request, id))


@router.post("/quotes", response={201: WholeQuote, **PROBLEMS})
def draft_quote_api(request: HttpRequest, body: DraftQuoteBody) -> Status[dict[str, Any]]:
    """Draft a quote on a deal, without lines yet."""
    fields = body.model_dump(exclude={"deal_id", "seller_id"})
    deal = get_visible_or_404(Deal.objects, request, body.deal_id)
    seller = get_visible_or_404(Company.objects, request, body.seller_id) if body.seller_id else None
    return Status(
        201, whole(draft_quote(deal=deal, seller=seller, **fields, by=actor(request), at=timezone.now()))
    )


@router.patch("/quotes/{id}", response={200: WholeQuote, **PROBLEMS})
def change_terms_api(request: HttpRequest, id: int, body: ChangeTermsBody) -> dict[str, Any]:
    """New terms are a new offer: approvals and confirmations of all lines are void."""
    fields = body.model_dump()
    quote = change_terms(quote=_quote(request, id), **fields, by=actor(request), at=timezone.now())
    return whole(quote)


@router.post("/quotes/{id}/lines", response={201: QuoteLineAnswer, **PROBLEMS})
def add_line_api(request: HttpRequest, id: int, body: AddLineBody) -> Status[QuoteLine]:
    """Without a price of its own the line has the price list's."""
    quote, fields = _quote(request, id), _things(request, body)
    return Status(201, add_line(quote=quote, **fields, by=actor(request), at=timezone.now()))


@router.patch("/quote-lines/{id}", response={200: QuoteLineAnswer, **PROBLEMS})
def change_line_api(request: HttpRequest, id: int, body: ChangeLineBody) -> QuoteLine:
    """Change a line: it is a new offer, so that its approval and confirmation are void."""
    line, fields = _line(request, id), _things(request, body)
    return change_line(line=line, **fields, by=actor(request), at=timezone.now())


@router.post("/quote-lines/{id}/remove", response={200: WholeQuote, **PROBLEMS})
def remove_line_api(request: HttpRequest, id: int) -> dict[str, Any]:
    return whole(remove_line(line=_line(request, id), by=actor(request), at=timezone.now()))


@router.post("/quote-lines/{id}/ask-feasibility", response={200: FeasibilityAnswer, **PROBLEMS})
def ask_feasibility_api(request: HttpRequest, id: int) -> Any:
    """Confirmed at once where capacity is free, refused where there is no coverage, else engineers decide."""
    return ask_feasibility(line=_line(request, id), by=actor(request), at=timezone.now())


@router.post("/quote-lines/{id}/ask-approval", response={201: PriceApprovalAnswer, **PROBLEMS})
def ask_price_approval_api(request: HttpRequest, id: int, body: AskPriceApprovalBody) -> Status[Any]:
    """Ask for a yes to exactly this line at exactly this price, once."""
    approval = ask_price_approval(
        line=_line(request, id), reason=body.reason, by=actor(request), at=timezone.now()
    )
    return Status(201, approval)


@router.post("/quotes/{id}/send", response={200: WholeQuote, **PROBLEMS})
def send_quote_api(request: HttpRequest, id: int) -> dict[str, Any]:
    """Send the quote through guards 1, 3 and 4; all that is missing is named in one refusal."""
    return whole(send_quote(quote=_quote(request, id), by=actor(request), at=timezone.now()))


@router.post("/quotes/{id}/revise", response={201: WholeQuote, **PROBLEMS})
def revise_quote_api(request: HttpRequest, id: int) -> Status[dict[str, Any]]:
    """Make a new version as a draft; the old one is replaced."""
    return Status(201, whole(revise_quote(quote=_quote(request, id), by=actor(request), at=timezone.now())))


@router.post("/quotes/{id}/accept", response={200: WholeQuote, **PROBLEMS})
def accept_quote_api(request: HttpRequest, id: int, body: AcceptQuoteBody) -> dict[str, Any]:
    """Write down that the client accepted, and the name of the person who did."""
    return whole(
        accept_quote(quote=_quote(request, id), name=body.name, by=actor(request), at=timezone.now())
    )


@router.post("/quotes/{id}/decline", response={200: WholeQuote, **PROBLEMS})
def decline_quote_api(request: HttpRequest, id: int, body: DeclineQuoteBody) -> dict[str, Any]:
    return whole(
        decline_quote(quote=_quote(request, id), note=body.note, by=actor(request), at=timezone.now())
    )
