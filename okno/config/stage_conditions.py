"""Conditions of entry to a stage of the pipeline that rooms above sales know of."""

from django.utils.translation import gettext_lazy as _

from okno.quotes.models import Quote
from okno.sales.models import Deal
from okno.sales.pipeline.conditions import Condition


def _quote_was_sent(deal: Deal) -> bool:
    return Quote.objects.filter(deal=deal, sent_at__isnull=False).exists()


def _quote_is_accepted(deal: Deal) -> bool:
    return Quote.objects.filter(deal=deal, status=Quote.Status.ACCEPTED).exists()


CONDITIONS = (
    Condition("quote_sent", _("a quote sent"), _quote_was_sent, page="sales:deal"),
    Condition("quote_accepted", _("a quote accepted by the client"), _quote_is_accepted, page="sales:deal"),
)
