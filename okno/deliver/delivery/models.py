"""Orders and their steps: the work between the signing and the running service."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.deliver.delivery.queries import OrderQuerySet, OrderStepQuerySet
from okno.deliver.delivery.steps import StepKind
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.constraints import has_date_unless
from okno.ground.kernel.statuses import StatusChoices, Tone
from okno.ground.kernel.workdays import add_working_days
from okno.team.people.models import Role
from okno.team.promises.models import Promise


class Order(models.Model):
    """The work on one contract. It waits until the first invoice is paid in full (D2)."""

    class Status(StatusChoices):
        WAITING = "waiting", Tone.WAIT, _("waits for payment")
        READY = "ready", Tone.NEW, _("may start")
        STARTED = "started", Tone.RUN, _("in work")
        ACCEPTED = "accepted", Tone.GOOD, _("accepted by the client")

    TRANSITIONS = {("waiting", "ready"), ("ready", "started"), ("started", "accepted")}

    contract = models.OneToOneField("contracts.Contract", on_delete=models.PROTECT, related_name="order")
    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="orders")
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.WAITING)
    opened_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    promise = models.ForeignKey("promises.Promise", on_delete=models.PROTECT, null=True, related_name="+")
    accepted_on = models.DateField(_("accepted on"), null=True)
    accepted_by_name = models.CharField(_("accepted by"), max_length=200, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            # No work before the money, unless deferral was granted (D2): `released_at` is set by one of the
            # two.
            models.CheckConstraint(
                name="order_started_only_released",
                condition=Q(started_at__isnull=True) | Q(released_at__isnull=False),
            ),
            models.CheckConstraint(
                name="order_waits_until_released",
                condition=has_date_unless("waiting", "released_at"),
            ),
            models.CheckConstraint(
                name="order_in_work_was_started",
                condition=Q(status__in=["waiting", "ready"], started_at__isnull=True)
                | Q(status__in=["started", "accepted"], started_at__isnull=False),
            ),
            models.CheckConstraint(
                name="order_accepted_has_date",
                condition=Q(status="accepted", accepted_on__isnull=False) & ~Q(accepted_by_name="")
                | (~Q(status="accepted") & Q(accepted_on__isnull=True)),
            ),
        ]
        indexes = [
            # Accepted orders, nearly all after a year, are not in it.
            models.Index(name="order_open", fields=["status", "released_at"], condition=~Q(status="accepted"))
        ]

    def __str__(self) -> str:
        return str(self.contract)

    def get_absolute_url(self) -> str:
        return reverse("delivery:order", args=[self.pk])

    @property
    def promised_on(self) -> date | None:
        """Return the date of the order's promise, or None; it is not copied, so a move is seen at once."""
        if self.promise is None or self.promise.status == Promise.Status.WITHDRAWN:
            return None
        return local_date(self.promise.due_at)

    @property
    def is_done(self) -> bool:
        return all(step.is_done for step in self.steps.all())

    @property
    def what(self) -> str:
        return ", ".join(line.title for line in self.contract.lines.all())

    @property
    def where(self) -> str:
        places = {line.location.name: None for line in self.contract.lines.all()}
        return ", ".join(places)

    def is_late(self, on: date) -> bool:
        """Return whether the promised date has passed; an order promised for today is not late."""
        return self.status != "accepted" and self.promised_on is not None and self.promised_on < on

    @property
    def was_late(self) -> bool:
        """Return whether it was accepted after its promised date: the promise counts as broken (D3)."""
        return (
            self.status == "accepted"
            and self.promise is not None
            and self.promise.status == Promise.Status.BROKEN
        )


class OrderStep(models.Model):
    """A step of the work: its line, the role that does it, and the steps that it waits for.

    A step without a line is for the whole order. It is due `days_before` working days before the order's
    promised date, computed whenever it is read.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="steps")
    line = models.ForeignKey("contracts.ContractLine", on_delete=models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("what"), max_length=10, choices=StepKind)
    role = models.CharField(_("whose role"), max_length=20, choices=Role)
    days_before = models.PositiveSmallIntegerField(default=0)
    after = models.ManyToManyField("self", symmetrical=False, related_name="before")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")

    objects = OrderStepQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(name="order_step_position_once", fields=["order", "position"]),
            models.CheckConstraint(
                name="order_step_done_has_person",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def is_next(self) -> bool:
        """Return whether this step is left and all steps that it waits for are done."""
        return not self.is_done and all(step.is_done for step in self.after.all())

    @property
    def due_on(self) -> date | None:
        """Return the day when the step is due, never before the day when the order was released."""
        if self.order.promised_on is None or self.order.released_at is None:
            return None
        return max(
            local_date(self.order.released_at), add_working_days(self.order.promised_on, -self.days_before)
        )
