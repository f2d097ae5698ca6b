"""The querysets of orders and steps, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from okno.deliver.contracts.models import Contract
from okno.ground.kernel.clock import at_hour
from okno.team.people.permissions import TECHNICIANS

if TYPE_CHECKING:
    from okno.deliver.delivery.models import Order, OrderStep
    from okno.team.people.models import Employee


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, user: "Employee | None") -> Self:
        """Return all orders for engineers and project managers; others see those of their contracts."""
        if user is None:
            return self.none()
        if user.has(*TECHNICIANS):
            return self.all()
        return self.filter(Exists(Contract.objects.visible_to(user).filter(pk=OuterRef("contract"))))

    def late(self, on: date) -> Self:
        """Return orders not accepted and promised for an earlier day, the earliest first."""
        return (
            self.filter(~Q(status="accepted"), promise__status="open", promise__due_at__lt=at_hour(on, 0))
            .select_related("promise")
            .order_by("promise__due_at", "id")
        )

    def in_work(self) -> Self:
        """Return the orders that may be worked on, by promised date, so that the late ones come first."""
        return self.filter(status__in=["ready", "started"]).order_by(
            F("promise__due_at").asc(nulls_last=True), "released_at", "id"
        )

    def whole(self) -> Self:
        """Add all that the queue or the order's page shows, in a constant number of queries."""
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
        from okno.deliver.delivery.models import Order

        return self.filter(order__in=Order.objects.visible_to(user))

    def left(self) -> Self:
        return self.filter(done_at__isnull=True)
