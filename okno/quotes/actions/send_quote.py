"""The gate: a quote leaves the house only when nothing is missing (guards 1, 3 and 4)."""

from datetime import datetime

from okno.approvals.actions.use_approval import use_approval
from okno.catalog.amounts import Verdict
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.quotes.drafts import locked_draft
from okno.quotes.events import QuoteSent
from okno.quotes.missing import below_floor, missing, refusal
from okno.quotes.models import Quote
from okno.quotes.permissions import can_send_quote
from okno.quotes.proofs import PRICE_APPROVAL, proofs_of
from okno.quotes.sums import quote_sums
from okno.quotes.verdict import price_fingerprint


@action
def send_quote(*, quote: Quote, by: Employee | None, at: datetime) -> Quote:
    """Spends the approvals of lines below the floor; all that is missing is said in one refusal."""
    allow(can_send_quote(by, quote))
    quote = locked_draft(quote)
    if lacks := missing(quote, at):
        raise refusal(quote, lacks)
    _spend_approvals(quote, by, at)
    move(quote, Quote.Status.SENT, sent_at=at)
    sums = quote_sums(quote, local_date(at))
    record(
        QuoteSent,
        subject=quote,
        company=quote.company,
        by=by,
        at=at,
        number=quote.number,
        monthly_minor=sums.monthly.gross_minor,
        one_off_minor=sums.one_off.gross_minor,
        valid_until_on=quote.valid_until_on,
    )
    return quote


def _spend_approvals(quote: Quote, by: Employee | None, at: datetime) -> None:
    for proof in proofs_of(quote, at):
        line, seen = proof.line, proof.seen
        if seen.verdict != Verdict.BELOW:
            continue
        exactly = price_fingerprint(line, seen)
        if use_approval(kind=PRICE_APPROVAL, subject=line, fingerprint=exactly, by=by, at=at) is None:
            raise refusal(quote, [below_floor(line, seen)])
