"""End one running service: nothing is billed after its last day (complaint 7)."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, Guard, Invalid, Refused, Text, allow
from okno.ground.kernel.localized import deferred
from okno.money.invoicing.build_invoice import lock_seller
from okno.money.invoicing.events import ServiceEnded
from okno.money.invoicing.models import Subscription
from okno.money.invoicing.permissions import can_end_service
from okno.money.invoicing.terms import end_with


@action
def end_service(
    *, service: Subscription, ends_on: date, reason: str, by: Actor, at: datetime
) -> Subscription:
    """Set the last day of one service and return it; the contract's other services are not touched.

    Raises Refused (guard 7, closed period) for a last day before the days already invoiced, Invalid without a
    reason or for a day before the start, Conflict when the service is billed to its last day. An end that has
    not come yet may be moved.
    """
    allow(can_end_service(by))
    lock_seller(service.seller)
    service.refresh_from_db()
    if not reason.strip():
        raise Invalid(reason=_("Say why the service ends: the client's manager will need it."))
    if ends_on < service.starts_on:
        raise Invalid(ends_on=_("The service only starts on {day}.").format(day=_day(service.starts_on)))
    if service.ends_on is not None and service.billed_through_on >= service.ends_on:
        raise Conflict(_("«{title}» has ended and is billed to its last day.").format(title=service.title))
    if ends_on < service.billed_through_on:
        raise _billed_further(service)
    service.ends_on = ends_on
    service.save(update_fields=["ends_on"])
    end_with(service)
    record(
        ServiceEnded,
        subject=service,
        by=by,
        at=at,
        title=service.title,
        ends_on=ends_on,
        reason=reason.strip(),
    )
    return service


def _billed_further(service: Subscription) -> Refused:
    through_on = service.billed_through_on

    def filled(sentence: Text) -> Text:
        return deferred(lambda: str(sentence).format(title=service.title, day=_day(through_on)))

    return Refused(
        guard=Guard.CLOSED_PERIOD,
        reason=filled(gettext_lazy("«{title}» is invoiced through {day}.")),
        remedy=filled(
            gettext_lazy("End it on {day} or later; agree with the accountant on the days before.")
        ),
        decides=_("Accountant"),
        subject=service,
    )


def _day(on: date) -> str:
    return date_format(on)
