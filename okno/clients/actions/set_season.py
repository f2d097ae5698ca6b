"""C7: when the client's business is busy and when dead, so that a pause is offered instead of a loss."""

from collections.abc import Collection
from datetime import datetime

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

from okno.clients.events import SeasonCleared, SeasonSet
from okno.clients.models import Company
from okno.clients.permissions import can_set_season
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.kernel.kept import later
from okno.people.models import Employee


@action
def set_season(
    *,
    company: Company,
    busy_months: Collection[int],
    dead_months: Collection[int],
    by: Employee | None,
    at: datetime,
) -> Company:
    """Months by their numbers, 1 to 12; none is both busy and dead."""
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
    words = {"busy": later(lambda: _listed(busy)), "dead": later(lambda: _listed(dead))}
    record(event, subject=company, company=company, by=by, at=at, **words)
    return company


def _listed(months: Collection[int]) -> str:
    """Their names in the reader's language."""
    return ", ".join(str(MONTHS_3[month]) for month in sorted(months)) or "—"
