"""Which orders there are, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from okno.contracts.models import Contract
from okno.kernel.clock import at_hour
from okno.people.permissions import TECHNICIANS

if TYPE_CHECKING:
    from okno.delivery.models import Order, OrderStep
    from okno.people.models import Employee


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Engineers and project managers see all orders; others those of contracts that they see."""
        if user is None:
            return self.none()
        if user.has(*TECHNICIANS):
            return self.all()
        return self.filter(Exists(Contract.objects.visible_to(user).filter(pk=OuterRef("contract"))))

    def late(self, on: date) -> Self:
        """Not accepted, promised for an earlier day, earliest first."""
        return (
            self.filter(~Q(status="accepted"), promise__status="open", promise__due_at__lt=at_hour(on, 0))
            .select_related("promise")
            .order_by("promise__due_at", "id")
        )

    def in_work(self) -> Self:
        """What may be worked on, the earliest promised date on top, so that the late come first."""
        return self.filter(status__in=["ready", "started"]).order_by(
            F("promise__due_at").asc(nulls_last=True), "released_at", "id"
        )

    def whole(self) -> Self:
        """With all that a row of the queue or the order's page shows, in a constant number of queries."""
        return self.select_related(
            "company", "contract__quote", "contract__deal__owner", "promise__confirmed_by", "promise__owner"
        ).prefetch_related(
            "contract__lines__location",
            "steps__after",
            "steps__order__promise",
            "steps__line",
            "steps__done_by",
        )

    def waiting(self) -> Self:
        return self.filter(status="waiting")

    def accepted(self) -> Self:
        return self.filter(status="accepted").order_by("-accepted_on", "-id")


class OrderStepQuerySet(models.QuerySet["OrderStep"]):
    def visible_to(self, user: "Employee | None") -> Self:
        from okno.delivery.models import Order

        return self.filter(order__in=Order.objects.visible_to(user))

    def left(self) -> Self:
        return self.filter(done_at__isnull=True)
