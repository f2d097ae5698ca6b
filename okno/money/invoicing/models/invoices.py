"""Billing runs, and invoices with their lines."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.statuses import StatusChoices, Tone
from okno.money.invoicing.amounts import is_overdue
from okno.money.invoicing.models.subscriptions import Subscription
from okno.money.invoicing.queries import BillingRunQuerySet, InvoiceQuerySet
from okno.records.clients.numbering import number_text


class BillingRun(models.Model):
    """A run of the monthly billing: how far it has got, and what it could not bill.

    It goes through the sellers and their clients by number. `seller` and `client` are the last ones done, so
    that a run that was left or killed goes on from there.
    """

    class Status(StatusChoices):
        RUNNING = "running", Tone.RUN, _("running")
        DONE = "done", Tone.GOOD, _("done")

    TRANSITIONS = {("running", "done")}

    company = None

    through_on = models.DateField(_("through"))
    status = models.CharField(_("status"), max_length=7, choices=Status, default=Status.RUNNING)
    started_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    seller = models.PositiveBigIntegerField(default=0)
    client = models.PositiveBigIntegerField(default=0)
    services_total = models.PositiveIntegerField(default=0)
    services_done = models.PositiveIntegerField(default=0)
    invoices = models.PositiveIntegerField(default=0)
    gross_minor = models.BigIntegerField(default=0)
    problems = models.JSONField(default=list)

    objects = BillingRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            # Of two who start the same month at once the second is refused, and no invoice is issued twice.
            models.UniqueConstraint(
                name="billing_run_one_at_a_time", fields=["through_on"], condition=Q(status="running")
            ),
            models.CheckConstraint(
                name="billing_run_done_has_date",
                condition=Q(status="running", finished_at__isnull=True)
                | Q(status="done", finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.through_on)

    def get_absolute_url(self) -> str:
        return reverse("invoicing:billing_run", args=[self.pk])


class Invoice(models.Model):
    """An issued invoice; nothing in it changes but what is paid and what is used of its advance."""

    class Kind(models.TextChoices):
        FIRST = "first", _("first invoice (advance)")
        FIRST_DAYS = "first_days", _("first days, from the advance")
        MONTHLY = "monthly", _("monthly")

    # Foreign keys without an index of their own have one below that begins with them, or are never asked by.
    seller = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="+", db_index=False)
    company = models.ForeignKey(
        "clients.Company", on_delete=models.PROTECT, related_name="invoices", db_index=False
    )
    contract = models.ForeignKey(
        "contracts.Contract", on_delete=models.PROTECT, null=True, related_name="invoices"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    issued_on = models.DateField(_("issued on"))
    due_on = models.DateField(_("due on"))
    starts_on = models.DateField(_("period from"), null=True)
    ends_on = models.DateField(_("period until"), null=True)
    net_minor = models.BigIntegerField(_("without VAT"))
    vat_minor = models.BigIntegerField(_("VAT"))
    gross_minor = models.BigIntegerField(_("to pay"))
    paid_minor = models.BigIntegerField(_("paid"), default=0)
    paid_on = models.DateField(_("paid in full on"), null=True)
    advance_minor = models.BigIntegerField(_("advance in it"), default=0)
    advance_used_minor = models.BigIntegerField(_("advance used"), default=0)
    run = models.ForeignKey(BillingRun, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(name="invoice_number_once", fields=["seller", "year", "sequence"]),
            # The advance of a contract is asked once, whatever opens the order again.
            models.UniqueConstraint(
                name="invoice_first_once", fields=["contract"], condition=Q(kind="first")
            ),
            models.CheckConstraint(
                name="invoice_adds_up", condition=Q(gross_minor=F("net_minor") + F("vat_minor"))
            ),
            # What is received beyond the sum stays with the payment as the client's credit, not here.
            models.CheckConstraint(
                name="invoice_not_overpaid", condition=Q(paid_minor__gte=0, paid_minor__lte=F("gross_minor"))
            ),
            # `paid_on` is the only mark of a paid invoice: whatever reads it may trust that the sum is whole.
            models.CheckConstraint(
                name="invoice_paid_has_date",
                condition=Q(paid_on__isnull=True, paid_minor__lt=F("gross_minor"))
                | Q(paid_on__isnull=False, paid_minor=F("gross_minor")),
            ),
            models.CheckConstraint(
                name="invoice_advance_never_used_twice",
                condition=Q(advance_used_minor__gte=0, advance_used_minor__lte=F("advance_minor"))
                & Q(advance_minor__lte=F("gross_minor")),
            ),
        ]
        indexes = [
            # Partial: of a million invoices a few thousand are open, and debts are asked on every page of a
            # client.
            models.Index(
                name="invoice_open", fields=["company", "due_on"], condition=Q(paid_on__isnull=True)
            ),
            models.Index(name="invoice_of_company", fields=["company", "-issued_on"]),
            models.Index(
                name="invoice_advance_left",
                fields=["company"],
                condition=Q(advance_used_minor__lt=F("advance_minor")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("invoicing:invoice", args=[self.pk])

    @property
    def number(self) -> str:
        return number_text(self.year, self.sequence)

    @property
    def left_minor(self) -> int:
        return self.gross_minor - self.paid_minor

    def is_overdue(self, on: date) -> bool:
        """Return whether it is unpaid and due before the day (B5); `queries.is_overdue_on` says it in SQL."""
        return self.paid_on is None and is_overdue(self.due_on, on)

    def state(self, on: date) -> str:
        """Return the state that lists show on this day: paid, overdue, part_paid or issued."""
        if self.paid_on is not None:
            return "paid"
        if self.is_overdue(on):
            return "overdue"
        return "part_paid" if self.paid_minor else "issued"


class InvoiceLine(models.Model):
    """One line of an invoice: a charge, its days when it is for a period, and its own VAT."""

    class Kind(models.TextChoices):
        ONE_OFF = "one_off", _("one-off")
        ADVANCE = "advance", _("advance of one month")
        PERIOD = "period", _("for a period")

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    subscription = models.ForeignKey(
        Subscription, on_delete=models.PROTECT, null=True, related_name="invoice_lines", db_index=False
    )
    contract_line = models.ForeignKey(
        "contracts.ContractLine", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=7, choices=Kind)
    title = models.CharField(max_length=300)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    vat_rate_bp = models.PositiveIntegerField()
    net_minor = models.BigIntegerField()
    vat_minor = models.BigIntegerField()
    gross_minor = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            # A day of a service is charged once, whatever two billing runs believe.
            models.UniqueConstraint(
                name="invoice_line_no_day_twice",
                fields=["subscription", "starts_on"],
                condition=Q(kind="period"),
            ),
            models.CheckConstraint(
                name="invoice_line_adds_up", condition=Q(gross_minor=F("net_minor") + F("vat_minor"))
            ),
            models.CheckConstraint(
                name="invoice_line_period_whole",
                condition=Q(
                    kind="period",
                    subscription__isnull=False,
                    starts_on__isnull=False,
                    ends_on__gte=F("starts_on"),
                )
                | (~Q(kind="period") & Q(starts_on__isnull=True, ends_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.title
