"""A service ends: nothing is billed after its last day (complaint 7)."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.billing.drawing import lock_seller
from okno.billing.events import ServiceEnded
from okno.billing.models import RunningService
from okno.billing.permissions import can_end_service
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, Guard, Invalid, Refused, Text, allow
from okno.kernel.kept import later
from okno.people.models import Employee


@action
def end_service(
    *, service: RunningService, ends_on: date, reason: str, by: Employee | None, at: datetime
) -> RunningService:
    """Set the last day of one service; other lines of the contract run on, and their ends stay as they are.

    Days that an invoice stands for already are a closed period (guard 7): the last day is not before them.
    An end that has not come yet may be moved; one that is billed to its last day is final.
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
    record(
        ServiceEnded,
        subject=service,
        company=service.company,
        by=by,
        at=at,
        title=service.title,
        ends_on=ends_on,
        reason=reason.strip(),
    )
    return service


def _billed_further(service: RunningService) -> Refused:
    through_on = service.billed_through_on

    def told(sentence: Text) -> Text:
        return later(lambda: str(sentence).format(title=service.title, day=_day(through_on)))

    return Refused(
        guard=Guard.CLOSED_PERIOD,
        reason=told(gettext_lazy("«{title}» is invoiced through {day}.")),
        remedy=told(gettext_lazy("End it on {day} or later; agree with the accountant on the days before.")),
        decides=_("Accountant"),
        subject=service,
    )


def _day(on: date) -> str:
    return date_format(on)
