"""Set the client's busy and dead months, so that a pause is offered instead of a loss (C7)."""

from collections.abc import Collection
from datetime import datetime

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.localized import deferred
from okno.records.clients.events import SeasonCleared, SeasonSet
from okno.records.clients.models import Company
from okno.records.clients.permissions import can_set_season


@action
def set_season(
    *,
    company: Company,
    busy_months: Collection[int],
    dead_months: Collection[int],
    by: Actor,
    at: datetime,
) -> Company:
    """Set the months by their numbers, 1 to 12, and return the company.

    Raises Invalid for other numbers and for a month that is both busy and dead.
    """
    allow(can_set_season(by, company))
    busy, dead = sorted(set(busy_months)), sorted(set(dead_months))
    if {*busy, *dead} - set(MONTHS_3):
        raise Invalid(busy_months=_("Months are numbers from 1 to 12."))
    if both := set(busy) & set(dead):
        raise Invalid(dead_months=_("A month is either busy or dead: {months}.").format(months=_listed(both)))
    # Locked and read anew: what another is writing at this moment is told from what stood before it.
    company.refresh_from_db(from_queryset=Company.objects.select_for_update(no_key=True))
    if (company.busy_months, company.dead_months) == (busy, dead):
        return company
    company.busy_months, company.dead_months = busy, dead
    company.save(update_fields=["busy_months", "dead_months"])
    event = SeasonSet if busy or dead else SeasonCleared
    entry_fields = {"busy": deferred(lambda: _listed(busy)), "dead": deferred(lambda: _listed(dead))}
    record(event, subject=company, by=by, at=at, **entry_fields)
    return company


def _listed(months: Collection[int]) -> str:
    """Return the names of the months in the reader's language."""
    return ", ".join(str(MONTHS_3[month]) for month in sorted(months)) or "—"
