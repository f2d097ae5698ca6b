"""What is done after the signing and before the service runs."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from okno.delivery.queries import OrderQuerySet
from okno.people.models import Role


class Order(models.Model):
    """The work on one contract. It waits until the first invoice is paid in full (D2)."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for payment")
        READY = "ready", _("may start")
        STARTED = "started", _("in work")
        ACCEPTED = "accepted", _("accepted by the client")

    TRANSITIONS = {("waiting", "ready"), ("ready", "started"), ("started", "accepted")}

    contract = models.OneToOneField("contracts.Contract", on_delete=models.PROTECT, related_name="order")
    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="orders")
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.WAITING)
    opened_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    promised_on = models.DateField(_("promised for"), null=True)
    promise = models.ForeignKey("promises.Promise", on_delete=models.PROTECT, null=True, related_name="+")
    accepted_on = models.DateField(_("accepted on"), null=True)
    accepted_by_name = models.CharField(_("accepted by"), max_length=200, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="order_started_only_released",
                condition=Q(started_at__isnull=True) | Q(released_at__isnull=False),
            ),
            models.CheckConstraint(
                name="order_accepted_has_date",
                condition=Q(status="accepted", accepted_on__isnull=False)
                | (~Q(status="accepted") & Q(accepted_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="order_promise_has_date",
                condition=Q(promise__isnull=True, promised_on__isnull=True)
                | Q(promise__isnull=False, promised_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.contract)

    def is_late(self, on: date) -> bool:
        return self.status != "accepted" and self.promised_on is not None and self.promised_on < on


class OrderStep(models.Model):
    """One piece of the work, who does it, and what must be done before."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("what"), max_length=200)
    role = models.CharField(_("whose role"), max_length=20, choices=Role)
    due_on = models.DateField(_("until"), null=True)
    after = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(name="order_step_position_once", fields=["order", "position"])]

    def __str__(self) -> str:
        return self.title
