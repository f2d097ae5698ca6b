"""Queries of entries, first of all which of them an employee may read."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.dates import Period
from okno.ground.kernel.events import Audience

if TYPE_CHECKING:
    from okno.ground.journal.models import Entry
    from okno.team.people.models import Employee


PRICE_BLIND = {"engineer", "project_manager"}


PAY_SIGHTED = {"accountant", "head_of_sales", "owner"}


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return the entries that this employee may read; none for None (guard 8).

        Entries about prices are hidden from employees who are only engineers or project managers; those about
        pay are read by the roles of PAY_SIGHTED.
        """
        if user is None:
            return self.none()
        seen = Q(audience=Audience.STAFF)
        if user.role_set - PRICE_BLIND:
            seen |= Q(audience=Audience.PRICES)
        if user.role_set & PAY_SIGHTED:
            seen |= Q(audience=Audience.PAY)
        return self.filter(seen)

    def on_day(self, on: date) -> Self:
        """Return the entries of this day of the company's calendar."""
        return self.during(Period(on, on))

    def during(self, period: Period) -> Self:
        """Return the entries of the period's days, the first and the last included."""
        return self.filter(at__gte=at_hour(period.starts_on, 0), at__lt=_next_midnight(period.ends_on))

    def about(self, subject: models.Model) -> Self:
        """Return the entries whose subject is this object."""
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)


def _next_midnight(on: date) -> object:
    return at_hour(date.fromordinal(on.toordinal() + 1), 0)
