"""The quote as its client sees it: behind an unguessable link, without signing in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from okno.attract.quotes.actions.accept_quote import accept_quote
from okno.attract.quotes.actions.decline_quote import decline_quote
from okno.attract.quotes.forms import AcceptForm, DeclineForm
from okno.attract.quotes.models import Quote
from okno.attract.quotes.sheet import sheet_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid
from okno.ground.ui.submit import go_to, show_invalid


def _one(token: str) -> Quote:
    """Return a quote that was sent; a draft does not exist for anybody outside."""
    quotes = Quote.objects.select_related("company", "seller", "author", "deal__owner")
    quote = get_object_or_404(quotes, token=token)
    if quote.sent_at is None:
        raise Http404
    return quote


def _show(request: HttpRequest, quote: Quote, form: AcceptForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    newer = None
    if quote.status == Quote.Status.SUPERSEDED:
        newer = quote.versions().filter(version__gt=quote.version, sent_at__isnull=False).last()
    context: dict[str, Any] = {
        "quote": quote,
        "sheet": sheet_of(quote, now),
        "is_open": quote.status == Quote.Status.SENT and not quote.is_expired(local_date(now)),
        "newer": newer,
        "form": form,
        "decline_form": DeclineForm(),
        "voice": quote.deal.owner or quote.author,
    }
    answer = render(request, "quotes/offer.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@never_cache
@require_safe
def offer(request: HttpRequest, token: str) -> HttpResponse:
    return _show(request, _one(token), AcceptForm())


@never_cache
@require_POST
def accept_offer(request: HttpRequest, token: str) -> HttpResponse:
    quote, form = _one(token), AcceptForm(request.POST)
    if form.is_valid():
        try:
            by = request.actor  # type: ignore[attr-defined]
            accept_quote(quote=quote, name=form.cleaned_data["name"], by=by, at=timezone.now())
            return go_to(request, reverse("quotes:offer", args=[token]))
        except Invalid as error:
            show_invalid(form, error)
    return _show(request, quote, form, status=422)


@never_cache
@require_POST
def decline_offer(request: HttpRequest, token: str) -> HttpResponse:
    quote, form = _one(token), DeclineForm(request.POST)
    if not form.is_valid():
        return _show(request, quote, AcceptForm(), status=422)
    by = request.actor  # type: ignore[attr-defined]
    decline_quote(quote=quote, note=form.cleaned_data["note"], by=by, at=timezone.now())
    return go_to(request, reverse("quotes:offer", args=[token]))
