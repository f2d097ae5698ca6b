"""Who may read which entries."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from okno.kernel.clock import at_hour
from okno.kernel.dates import Period
from okno.kernel.events import Audience

if TYPE_CHECKING:
    from okno.journal.models import Entry, OutgoingMail
    from okno.people.models import Employee

PRICE_BLIND = {"engineer", "project_manager"}
PAY_SIGHTED = {"accountant", "head_of_sales", "owner"}


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Prices are not for those who are only engineers; pay is for its reader and for those who run it."""
        if user is None:
            return self.none()
        seen = Q(audience=Audience.STAFF)
        if user.role_set - PRICE_BLIND:
            seen |= Q(audience=Audience.PRICES)
        if user.role_set & PAY_SIGHTED:
            seen |= Q(audience=Audience.PAY)
        return self.filter(seen)

    def on_day(self, on: date) -> Self:
        return self.during(Period(on, on))

    def during(self, period: Period) -> Self:
        return self.filter(at__gte=at_hour(period.starts_on, 0), at__lt=_next_midnight(period.ends_on))

    def about(self, subject: models.Model) -> Self:
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)


def _next_midnight(on: date) -> object:
    return at_hour(date.fromordinal(on.toordinal() + 1), 0)


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Heads see every letter, others those they wrote."""
        if user is None:
            return self.none()
        return self.all() if user.has("head_of_sales", "owner") else self.filter(by=user)

    def due(self, at: datetime) -> Self:
        return self.filter(status="queued", next_try_at__lte=at)
