"""Running services and what we ask for them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.billing.queries import BillingRunQuerySet, InvoiceQuerySet, RunningServiceQuerySet
from okno.clients.numbering import number_text


class RunningService(models.Model):
    """A contract line that was accepted and is charged every month (B1).

    `monthly_minor` is for all units, with or without VAT as `vat_included` says. `billed_through_on` is the
    last day already charged; no day is charged twice.
    """

    contract_line = models.OneToOneField(
        "contracts.ContractLine", on_delete=models.PROTECT, related_name="running_service"
    )
    contract = models.ForeignKey("contracts.Contract", on_delete=models.PROTECT, related_name="services")
    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="services")
    # Without an index of its own: service_to_bill begins with the seller.
    seller = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(_("what"), max_length=300)
    monthly_minor = models.BigIntegerField(_("monthly"))
    vat_included = models.BooleanField(_("with VAT inside"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    billed_through_on = models.DateField(_("charged through"))

    objects = RunningServiceQuerySet.as_manager()

    class Meta:
        ordering = ["company", "id"]
        constraints = [
            models.CheckConstraint(name="service_not_negative", condition=Q(monthly_minor__gte=0)),
            models.CheckConstraint(
                name="service_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        indexes = [models.Index(name="service_to_bill", fields=["seller", "company"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("billing:service", args=[self.pk])

    def runs(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)

    def state(self, on: date) -> str:
        """What a list says of it: running, planned, ending or ended."""
        if self.ends_on is not None:
            return "ended" if self.ends_on < on else "ending"
        return "running" if self.starts_on <= on else "planned"


class BillingRun(models.Model):
    """One start of the monthly billing: how far it got, and what it could not bill.

    It goes through the sellers and their clients by number; `seller` and `client` are the last done, so that
    a run that was left or killed goes on from there.
    """

    class Status(models.TextChoices):
        RUNNING = "running", _("running")
        DONE = "done", _("done")

    TRANSITIONS = {("running", "done")}

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
        return reverse("billing:billing_run", args=[self.pk])


class Invoice(models.Model):
    """A frozen request for money. `paid_minor` and `advance_used_minor` are counters under a CHECK."""

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
            models.UniqueConstraint(
                name="invoice_first_once", fields=["contract"], condition=Q(kind="first")
            ),
            models.CheckConstraint(
                name="invoice_adds_up", condition=Q(gross_minor=F("net_minor") + F("vat_minor"))
            ),
            models.CheckConstraint(
                name="invoice_not_overpaid", condition=Q(paid_minor__gte=0, paid_minor__lte=F("gross_minor"))
            ),
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
        return reverse("billing:invoice", args=[self.pk])

    @property
    def number(self) -> str:
        return number_text(self.year, self.sequence)

    @property
    def left_minor(self) -> int:
        return self.gross_minor - self.paid_minor

    def is_overdue(self, on: date) -> bool:
        """Due today is not overdue (B5)."""
        return self.paid_on is None and self.due_on < on

    def state(self, on: date) -> str:
        """What a list says of it: paid, overdue, part_paid or issued."""
        if self.paid_on is not None:
            return "paid"
        if self.is_overdue(on):
            return "overdue"
        return "part_paid" if self.paid_minor else "issued"


class InvoiceLine(models.Model):
    """What is asked for, over which days, and its own VAT."""

    class Kind(models.TextChoices):
        ONE_OFF = "one_off", _("one-off")
        ADVANCE = "advance", _("advance of one month")
        PERIOD = "period", _("for a period")

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    service = models.ForeignKey(
        RunningService, on_delete=models.PROTECT, null=True, related_name="invoice_lines", db_index=False
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
            models.UniqueConstraint(
                name="invoice_line_no_day_twice", fields=["service", "starts_on"], condition=Q(kind="period")
            ),
            models.CheckConstraint(
                name="invoice_line_adds_up", condition=Q(gross_minor=F("net_minor") + F("vat_minor"))
            ),
            models.CheckConstraint(
                name="invoice_line_period_whole",
                condition=Q(
                    kind="period", service__isnull=False, starts_on__isnull=False, ends_on__gte=F("starts_on")
                )
                | (~Q(kind="period") & Q(starts_on__isnull=True, ends_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.title
