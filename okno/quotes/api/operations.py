"""Quotes and their lines: each operation calls the action of its name."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from okno.catalog.models import Configuration, Location
from okno.clients.models import Company
from okno.kernel.clock import local_date
from okno.people.doors import caller, one_visible
from okno.quotes.actions.accept_quote import accept_quote as accept
from okno.quotes.actions.add_line import add_line as add
from okno.quotes.actions.ask_feasibility import ask_feasibility as ask
from okno.quotes.actions.ask_price_approval import ask_price_approval as ask_price
from okno.quotes.actions.change_line import change_line as change
from okno.quotes.actions.change_terms import change_terms as change_the_terms
from okno.quotes.actions.decline_quote import decline_quote as decline
from okno.quotes.actions.draft_quote import draft_quote as draft
from okno.quotes.actions.remove_line import remove_line as remove
from okno.quotes.actions.revise_quote import revise_quote as revise
from okno.quotes.actions.send_quote import send_quote as send
from okno.quotes.api.shapes import (
    ApprovalAnswer,
    ChangedLine,
    FeasibilityAnswer,
    LineAnswer,
    Name,
    NewLine,
    NewQuote,
    Note,
    QuoteAnswer,
    Reason,
    Terms,
    WholeQuote,
)
from okno.quotes.models import Quote, QuoteLine
from okno.quotes.promise import ready_days
from okno.quotes.sums import quote_sums
from okno.sales.models import Deal
from okno.ui.api import PROBLEMS, Limit, Listing, listing

router = Router(tags=["quotes"])
WIDE = ("deal", "company", "seller")


def whole(quote: Quote) -> dict[str, Any]:
    """The quote with its lines, sums and the date that may be told."""
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
    return one_visible(Quote.objects.select_related(*WIDE), request, pk)


def _line(request: HttpRequest, pk: int) -> QuoteLine:
    return one_visible(QuoteLine.objects.select_related("quote__deal", "quote__seller"), request, pk)


def _things(request: HttpRequest, body: NewLine | ChangedLine) -> dict[str, Any]:
    """The body as an action takes it: ids become the things that the caller sees."""
    given = body.model_dump(exclude={"configuration_id", "location_id"})
    if body.configuration_id:
        given["configuration"] = one_visible(Configuration.objects, request, body.configuration_id)
    if body.location_id:
        given["location"] = one_visible(Location.objects, request, body.location_id)
    return given


@router.get("/quotes", response={200: Listing[QuoteAnswer], **PROBLEMS})
def quotes(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """Quotes of the deals that the caller sees."""
    return listing(Quote.objects.visible_to(caller(request)), cursor, limit)


@router.get("/quotes/{id}", response={200: WholeQuote, **PROBLEMS})
def quote(request: HttpRequest, id: int) -> dict[str, Any]:
    return whole(_quote(request, id))


@router.post("/quotes", response={201: WholeQuote, **PROBLEMS})
def draft_quote(request: HttpRequest, body: NewQuote) -> Status[dict[str, Any]]:
    """A draft on a deal, without lines yet."""
    given = body.model_dump(exclude={"deal_id", "seller_id"})
    deal = one_visible(Deal.objects, request, body.deal_id)
    seller = one_visible(Company.objects, request, body.seller_id) if body.seller_id else None
    return Status(201, whole(draft(deal=deal, seller=seller, **given, by=caller(request), at=timezone.now())))


@router.post("/quotes/{id}/change-terms", response={200: WholeQuote, **PROBLEMS})
def change_terms(request: HttpRequest, id: int, body: Terms) -> dict[str, Any]:
    """New terms are a new offer: approvals and confirmations of all lines are void."""
    given = body.model_dump()
    quote = change_the_terms(quote=_quote(request, id), **given, by=caller(request), at=timezone.now())
    return whole(quote)


@router.post("/quotes/{id}/lines", response={201: LineAnswer, **PROBLEMS})
def add_line(request: HttpRequest, id: int, body: NewLine) -> Status[QuoteLine]:
    """Without a price of its own the line has the price list's."""
    quote, given = _quote(request, id), _things(request, body)
    return Status(201, add(quote=quote, **given, by=caller(request), at=timezone.now()))


@router.post("/quote-lines/{id}/change", response={200: LineAnswer, **PROBLEMS})
def change_line(request: HttpRequest, id: int, body: ChangedLine) -> QuoteLine:
    """A changed line is a new offer: its approval and confirmation are void."""
    line, given = _line(request, id), _things(request, body)
    return change(line=line, **given, by=caller(request), at=timezone.now())


@router.post("/quote-lines/{id}/remove", response={200: WholeQuote, **PROBLEMS})
def remove_line(request: HttpRequest, id: int) -> dict[str, Any]:
    return whole(remove(line=_line(request, id), by=caller(request), at=timezone.now()))


@router.post("/quote-lines/{id}/ask-feasibility", response={200: FeasibilityAnswer, **PROBLEMS})
def ask_feasibility(request: HttpRequest, id: int) -> Any:
    """Confirmed at once where capacity is free, refused where there is no coverage, else engineers decide."""
    return ask(line=_line(request, id), by=caller(request), at=timezone.now())


@router.post("/quote-lines/{id}/ask-approval", response={201: ApprovalAnswer, **PROBLEMS})
def ask_price_approval(request: HttpRequest, id: int, body: Reason) -> Status[Any]:
    """Ask for a yes to exactly this line at exactly this price, once."""
    asked = ask_price(line=_line(request, id), reason=body.reason, by=caller(request), at=timezone.now())
    return Status(201, asked)


@router.post("/quotes/{id}/send", response={200: WholeQuote, **PROBLEMS})
def send_quote(request: HttpRequest, id: int) -> dict[str, Any]:
    """The gate: guards 1, 3 and 4; all that is missing is said in one refusal."""
    return whole(send(quote=_quote(request, id), by=caller(request), at=timezone.now()))


@router.post("/quotes/{id}/revise", response={201: WholeQuote, **PROBLEMS})
def revise_quote(request: HttpRequest, id: int) -> Status[dict[str, Any]]:
    """A new version as a draft; the old one is replaced."""
    return Status(201, whole(revise(quote=_quote(request, id), by=caller(request), at=timezone.now())))


@router.post("/quotes/{id}/accept", response={200: WholeQuote, **PROBLEMS})
def accept_quote(request: HttpRequest, id: int, body: Name) -> dict[str, Any]:
    """The client said yes to the seller: who said it."""
    return whole(accept(quote=_quote(request, id), name=body.name, by=caller(request), at=timezone.now()))


@router.post("/quotes/{id}/decline", response={200: WholeQuote, **PROBLEMS})
def decline_quote(request: HttpRequest, id: int, body: Note) -> dict[str, Any]:
    return whole(decline(quote=_quote(request, id), note=body.note, by=caller(request), at=timezone.now()))
