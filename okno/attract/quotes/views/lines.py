"""What is done to a line on the page of its quote."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from okno.attract.quotes.actions.add_line import add_line
from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.ask_price_approval import ask_price_approval
from okno.attract.quotes.actions.change_line import change_line
from okno.attract.quotes.actions.remove_line import remove_line
from okno.attract.quotes.forms import ChangeLineForm, LineForm, ReasonForm
from okno.attract.quotes.models import Quote, QuoteLine
from okno.attract.quotes.permissions import can_change_quote
from okno.attract.quotes.verdict import line_verdict
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import go_to, submit


def _one(request: StaffRequest, pk: int) -> QuoteLine:
    return get_visible_or_404(QuoteLine.objects.select_related("quote__deal", "quote__seller"), request, pk)


@signed_in
def add_line_view(request: StaffRequest, pk: int) -> HttpResponse:
    quote = get_visible_or_404(Quote.objects.all(), request, pk)
    allow(can_change_quote(request.actor, quote))

    def act(**typed: Any) -> Quote:
        return add_line(quote=quote, by=request.actor, at=timezone.now(), **typed).quote

    return submit(request, LineForm, act, template="quotes/line.html", context={"quote": quote})


@signed_in
def change_line_view(request: StaffRequest, pk: int) -> HttpResponse:
    line = _one(request, pk)
    allow(can_change_quote(request.actor, line.quote))
    names = ("configuration", "location", "quantity", "monthly_minor", "one_off_minor", "title")
    form = ChangeLineForm(request.POST or None, initial={name: getattr(line, name) for name in names})

    def act(**typed: Any) -> Quote:
        return change_line(line=line, by=request.actor, at=timezone.now(), **typed).quote

    context = {"quote": line.quote, "line": line}
    return submit(request, form, act, template="quotes/line.html", context=context)


@signed_in
@require_POST
def remove_line_view(request: StaffRequest, pk: int) -> HttpResponse:
    return go_to(request, remove_line(line=_one(request, pk), by=request.actor, at=timezone.now()))


@signed_in
@require_POST
def ask_feasibility_view(request: StaffRequest, pk: int) -> HttpResponse:
    line = _one(request, pk)
    ask_feasibility(line=line, by=request.actor, at=timezone.now())
    return go_to(request, line.quote)


@signed_in
@require_POST
def ask_all_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask engineers about every line without a confirmation that holds until the quote's end."""
    quote = get_visible_or_404(Quote.objects.all(), request, pk)
    for line in quote.lines.select_related("quote__deal").prefetch_related("feasibilities"):
        feasibility = line.feasibility()
        if feasibility is None or not feasibility.holds(quote.valid_until_on):
            ask_feasibility(line=line, by=request.actor, at=timezone.now())
    return go_to(request, quote)


@signed_in
def ask_price_approval_view(request: StaffRequest, pk: int) -> HttpResponse:
    line = _one(request, pk)
    allow(can_change_quote(request.actor, line.quote))
    now = timezone.now()

    def act(**typed: Any) -> Quote:
        ask_price_approval(line=line, by=request.actor, at=now, **typed)
        return line.quote

    context = {"quote": line.quote, "line": line, "seen": line_verdict(line, local_date(now))}
    return submit(request, ReasonForm, act, template="quotes/ask_approval.html", context=context)
