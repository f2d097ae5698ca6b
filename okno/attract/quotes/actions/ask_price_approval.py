"""Ask for a yes to exactly this line at exactly this price (Q2, Q3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.quotes.drafts import locked_draft, record_line
from okno.attract.quotes.events import PriceApprovalAsked
from okno.attract.quotes.line_checks import PRICE_APPROVAL
from okno.attract.quotes.models import QuoteLine
from okno.attract.quotes.permissions import can_ask_price_approval
from okno.attract.quotes.send_blockers import refusal, unknown_cost
from okno.attract.quotes.verdict import line_verdict, price_deciders, price_fingerprint
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.ground.kernel.localized import deferred
from okno.records.catalog.amounts import Verdict
from okno.team.approvals.actions.request_approval import request_approval
from okno.team.approvals.models import Approval


@action
def ask_price_approval(*, line: QuoteLine, reason: str, by: Actor, at: datetime) -> Approval:
    """Ask for an approval of the line's price and return it.

    Nobody can approve a price whose cost is unknown: that is refused by guard 1.
    """
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
        title=deferred(
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
