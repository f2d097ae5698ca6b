"""Say which services can be had at a place (S4)."""

from collections.abc import Mapping
from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.records.catalog.events import CoverageSet
from okno.records.catalog.models import Coverage, Location, Service
from okno.records.catalog.permissions import can_set_coverage


@action
def set_coverage(*, location: Location, statuses: Mapping[int, str], by: Actor, at: datetime) -> Location:
    """`statuses`: a service's id → `present`, `planned`, or an empty text for not there at all."""
    allow(can_set_coverage(by))
    before = dict(Coverage.objects.filter(location=location).values_list("service_id", "status"))
    changed = {pk: status for pk, status in statuses.items() if status != before.get(pk, "")}
    for pk, status in changed.items():
        if status:
            Coverage.objects.update_or_create(
                location=location, service_id=pk, defaults={"status": Coverage.Status(status)}
            )
        else:
            Coverage.objects.filter(location=location, service_id=pk).delete()
    if changed:
        names = Service.objects.filter(pk__in=changed).values_list("name", flat=True)
        record(
            CoverageSet,
            subject=location,
            by=by,
            at=at,
            place=location.name,
            services=", ".join(names),
        )
    return location
