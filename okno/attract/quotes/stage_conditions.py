"""Conditions of entry to a stage of the pipeline that ask for a quote."""

from django.utils.translation import gettext_lazy as _

from okno.attract.deals.models import Deal
from okno.attract.deals.pipeline.conditions import Condition
from okno.attract.quotes.models import Quote


def _quote_was_sent(deal: Deal) -> bool:
    return Quote.objects.filter(deal=deal, sent_at__isnull=False).exists()


def _quote_is_accepted(deal: Deal) -> bool:
    return Quote.objects.filter(deal=deal, status=Quote.Status.ACCEPTED).exists()


CONDITIONS = (
    Condition("quote_sent", _("a quote sent"), _quote_was_sent, page="deals:deal"),
    Condition("quote_accepted", _("a quote accepted by the client"), _quote_is_accepted, page="deals:deal"),
)
