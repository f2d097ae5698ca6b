"""Ask for a yes to exactly this line at exactly this price (Q2, Q3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.approvals.actions.request_approval import request_approval
from okno.approvals.models import Approval
from okno.catalog.amounts import Verdict
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.kernel.kept import later
from okno.people.models import Employee
from okno.quotes.drafts import locked_draft, record_line
from okno.quotes.events import PriceApprovalAsked
from okno.quotes.missing import refusal, unknown_cost
from okno.quotes.models import QuoteLine
from okno.quotes.permissions import can_ask_price_approval
from okno.quotes.proofs import PRICE_APPROVAL
from okno.quotes.verdict import line_verdict, price_deciders, price_fingerprint


@action
def ask_price_approval(*, line: QuoteLine, reason: str, by: Employee | None, at: datetime) -> Approval:
    """Nobody can approve what costs nobody knows how much: that is refused by guard 1."""
    allow(can_ask_price_approval(by, line.quote))
    quote = locked_draft(line.quote)
    line = quote.lines.select_related("quote__seller", "configuration", "location").get(pk=line.pk)
    if not reason.strip():
        raise Invalid(reason=_("Say why this price is worth it."))
    seen = line_verdict(line, local_date(at))
    if seen.verdict == Verdict.UNKNOWN:
        raise refusal(quote, [unknown_cost(line)])
    if seen.verdict == Verdict.OK:
        raise Conflict(_("The price is not below the floor: no approval is needed."))
    facts = {
        "price_minor": line.price_minor,
        "floor_minor": seen.lowest_minor,
        "cost_minor": seen.cost_minor,
        "margin_bp": seen.margin_bp,
    }
    approval = request_approval(
        kind=PRICE_APPROVAL,
        subject=line,
        company=quote.company,
        fingerprint=price_fingerprint(line, seen),
        title=later(
            lambda: _("Quote {number}: «{line}» below the floor").format(number=quote.number, line=line.title)
        ),
        reason=reason.strip(),
        facts=facts,
        deciders=price_deciders(seen),
        by=by,
        at=at,
    )
    record_line(PriceApprovalAsked, line, by=by, at=at, approval=approval.pk)
    return approval
