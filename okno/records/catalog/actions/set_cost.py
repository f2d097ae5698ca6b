"""What something costs us from a day; the former cost ends the day before (S2)."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.records.catalog.events import CostSet
from okno.records.catalog.models import Configuration, CostItem
from okno.records.catalog.permissions import can_set_cost
from okno.records.clients.models import Company


@action
def set_cost(
    *,
    configuration: Configuration,
    name: str,
    kind: str,
    amount_minor: int,
    starts_on: date,
    payback_months: int | None = None,
    supplier: Company | None = None,
    by: Actor,
    at: datetime,
) -> CostItem:
    """Kopecks without VAT for one unit. Goes forward only: a cost already set for a later day stays."""
    allow(can_set_cost(by))
    # The configuration is the lock of its costs: which row is the former one is decided by one person at a
    # time.
    Configuration.objects.select_for_update().get(pk=configuration.pk)
    _check(name, kind, amount_minor, payback_months)
    _close_former(configuration, name, starts_on)
    item = CostItem.objects.create(
        configuration=configuration,
        name=name,
        kind=kind,
        amount_minor=amount_minor,
        payback_months=payback_months,
        supplier=supplier,
        starts_on=starts_on,
    )
    # The amount stays out of the entry: sellers read of prices, what things cost is for heads.
    record(
        CostSet,
        subject=configuration,
        by=by,
        at=at,
        item=item.pk,
        configuration=configuration.name,
        name=name,
        starts_on=starts_on,
    )
    return item


def _close_former(configuration: Configuration, name: str, starts_on: date) -> None:
    former = configuration.costs.filter(name=name, ends_on__isnull=True).first()
    if former is None:
        return
    if starts_on <= former.starts_on:
        raise Invalid(
            starts_on=_("A cost is set from {starts_on} already; choose a later day.").format(
                starts_on=date_format(former.starts_on)
            )
        )
    CostItem.objects.filter(pk=former.pk).update(ends_on=starts_on - timedelta(days=1))


def _check(name: str, kind: str, amount_minor: int, payback_months: int | None) -> None:
    if not name.strip():
        raise Invalid(name=_("Say what it is."))
    if kind not in CostItem.Kind.values:
        raise Invalid(kind=_("Monthly or one-off."))
    if amount_minor < 0:
        raise Invalid(amount_minor=_("Not less than zero."))
    if kind == CostItem.Kind.OUTLAY and not payback_months:
        raise Invalid(payback_months=_("Over how many months is the outlay paid back?"))
    if kind == CostItem.Kind.MONTHLY and payback_months:
        raise Invalid(payback_months=_("A monthly cost is not paid back."))
