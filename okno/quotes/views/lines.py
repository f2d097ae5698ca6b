"""What is done to a line on the page of its quote."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from okno.kernel.clock import local_date
from okno.kernel.errors import Forbidden
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.quotes.actions.add_line import add_line
from okno.quotes.actions.ask_feasibility import ask_feasibility
from okno.quotes.actions.ask_price_approval import ask_price_approval
from okno.quotes.actions.change_line import change_line
from okno.quotes.actions.remove_line import remove_line
from okno.quotes.forms import ChangeLineForm, LineForm, ReasonForm
from okno.quotes.models import Quote, QuoteLine
from okno.quotes.permissions import can_change_quote
from okno.quotes.verdict import line_verdict
from okno.ui.submit import go_to, submit


def _one(request: StaffRequest, pk: int) -> QuoteLine:
    return one_visible(QuoteLine.objects.select_related("quote__deal", "quote__seller"), request, pk)


@signed_in
def add_line_view(request: StaffRequest, pk: int) -> HttpResponse:
    quote = one_visible(Quote.objects.all(), request, pk)
    if not can_change_quote(request.employee, quote):
        raise Forbidden()

    def act(**typed: Any) -> Quote:
        return add_line(quote=quote, by=request.employee, at=timezone.now(), **typed).quote

    return submit(request, LineForm, act, template="quotes/line.html", context={"quote": quote})


@signed_in
def change_line_view(request: StaffRequest, pk: int) -> HttpResponse:
    line = _one(request, pk)
    if not can_change_quote(request.employee, line.quote):
        raise Forbidden()
    names = ("configuration", "location", "quantity", "monthly_minor", "one_off_minor", "title")
    form = ChangeLineForm(request.POST or None, initial={name: getattr(line, name) for name in names})

    def act(**typed: Any) -> Quote:
        return change_line(line=line, by=request.employee, at=timezone.now(), **typed).quote

    context = {"quote": line.quote, "line": line}
    return submit(request, form, act, template="quotes/line.html", context=context)


@signed_in
@require_POST
def remove_line_view(request: StaffRequest, pk: int) -> HttpResponse:
    return go_to(request, remove_line(line=_one(request, pk), by=request.employee, at=timezone.now()))


@signed_in
@require_POST
def ask_feasibility_view(request: StaffRequest, pk: int) -> HttpResponse:
    line = _one(request, pk)
    ask_feasibility(line=line, by=request.employee, at=timezone.now())
    return go_to(request, line.quote)


@signed_in
@require_POST
def ask_all_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Every line that has no word that holds until the quote's end."""
    quote = one_visible(Quote.objects.all(), request, pk)
    for line in quote.lines.select_related("quote__deal").prefetch_related("feasibilities"):
        word = line.feasibility()
        if word is None or not word.holds(quote.valid_until_on):
            ask_feasibility(line=line, by=request.employee, at=timezone.now())
    return go_to(request, quote)


@signed_in
def ask_price_approval_view(request: StaffRequest, pk: int) -> HttpResponse:
    line = _one(request, pk)
    if not can_change_quote(request.employee, line.quote):
        raise Forbidden()
    now = timezone.now()

    def act(**typed: Any) -> Quote:
        ask_price_approval(line=line, by=request.employee, at=now, **typed)
        return line.quote

    context = {"quote": line.quote, "line": line, "seen": line_verdict(line, local_date(now))}
    return submit(request, ReasonForm, act, template="quotes/ask_approval.html", context=context)
