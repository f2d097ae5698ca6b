"""The gate: a quote leaves the house only when nothing is missing (guards 1, 3 and 4)."""

from datetime import datetime

from okno.attract.quotes.drafts import locked_draft
from okno.attract.quotes.events import QuoteSent
from okno.attract.quotes.line_checks import PRICE_APPROVAL, proofs_of
from okno.attract.quotes.models import Quote
from okno.attract.quotes.permissions import can_send_quote
from okno.attract.quotes.send_blockers import below_floor, missing, refusal
from okno.attract.quotes.sums import quote_sums
from okno.attract.quotes.verdict import price_fingerprint
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.kernel.moves import move
from okno.records.catalog.amounts import Verdict
from okno.team.approvals.actions.use_approval import use_approval


@action
def send_quote(*, quote: Quote, by: Actor, at: datetime) -> Quote:
    """Spends the approvals of lines below the floor; all that is missing is said in one refusal."""
    allow(can_send_quote(by, quote))
    quote = locked_draft(quote)
    if lacks := missing(quote, at):
        raise refusal(quote, lacks)
    # Before the move: an approval that somebody used or withdrew at this moment must stop the sending.
    _spend_approvals(quote, by, at)
    move(quote, Quote.Status.SENT, sent_at=at)
    sums = quote_sums(quote, local_date(at))
    record(
        QuoteSent,
        subject=quote,
        by=by,
        at=at,
        number=quote.number,
        monthly_minor=sums.monthly.gross_minor,
        one_off_minor=sums.one_off.gross_minor,
        valid_until_on=quote.valid_until_on,
    )
    return quote


def _spend_approvals(quote: Quote, by: Actor, at: datetime) -> None:
    for proof in proofs_of(quote, at):
        line, seen = proof.line, proof.seen
        if seen.verdict != Verdict.BELOW:
            continue
        exactly = price_fingerprint(line, seen)
        # None when another has used it first: the price is below the floor again, and is refused as such.
        if use_approval(kind=PRICE_APPROVAL, subject=line, fingerprint=exactly, by=by, at=at) is None:
            raise refusal(quote, [below_floor(line, seen)])
