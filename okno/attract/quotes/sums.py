"""The sums of a stored quote: its rows, told to the arithmetic of amounts.py."""

from datetime import date

from okno.attract.quotes.amounts import Sums, line_sums, total_sums
from okno.attract.quotes.models import Quote, QuoteLine
from okno.attract.quotes.verdict import vat_rate


def sums_of(line: QuoteLine, rate_bp: int) -> Sums:
    return line_sums(
        quantity=line.quantity,
        monthly_minor=line.monthly_minor,
        one_off_minor=line.one_off_minor,
        vat_included=line.quote.vat_included,
        rate_bp=rate_bp,
    )


def quote_sums(quote: Quote, on: date) -> Sums:
    """Totals of a quote with the VAT rate of a date."""
    rate = vat_rate(quote, on)
    return total_sums(sums_of(line, rate) for line in quote.lines.select_related("quote"))
