"""What the bank tells of, and where the money went."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from okno.billing.models.invoices import Invoice
from okno.billing.queries import PaymentQuerySet


class BankStatement(models.Model):
    """A file from a bank as it was loaded: how much was new, and what was doubtful."""

    own_company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    documents = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    warnings = models.JSONField(default=list)

    class Meta:
        ordering = ["-loaded_at", "-id"]

    def __str__(self) -> str:
        return self.file_name


class Payment(models.Model):
    """One bank document, loaded once by its content (B4)."""

    class Direction(models.TextChoices):
        IN = "in", _("received")
        OUT = "out", _("spent")
        OWN = "own", _("between our accounts")

    class Status(models.TextChoices):
        UNCLEAR = "unclear", _("waits for a person")
        MATCHED = "matched", _("matched")
        IGNORED = "ignored", _("not for invoices")

    TRANSITIONS = {("unclear", "matched"), ("unclear", "ignored"), ("ignored", "unclear")}

    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="payments")
    fingerprint = models.CharField(max_length=64, unique=True)
    direction = models.CharField(max_length=3, choices=Direction)
    status = models.CharField(_("status"), max_length=8, choices=Status)
    own_account = models.ForeignKey(
        "clients.BankAccount", on_delete=models.PROTECT, null=True, related_name="+"
    )
    company = models.ForeignKey(
        "clients.Company", on_delete=models.PROTECT, null=True, related_name="payments"
    )
    number = models.CharField(_("number"), max_length=40)
    paid_on = models.DateField(_("date"))
    amount_minor = models.BigIntegerField(_("amount"))
    allocated_minor = models.BigIntegerField(_("allocated"), default=0)
    other_name = models.CharField(_("payer or payee"), max_length=400)
    other_inn = models.CharField(_("INN"), max_length=12, blank=True)
    other_account = models.CharField(_("account"), max_length=20, blank=True)
    purpose = models.CharField(_("purpose"), max_length=1000)
    reason = models.CharField(max_length=40, blank=True)
    marks = models.JSONField(default=list)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["-paid_on", "-id"]
        constraints = [
            models.CheckConstraint(name="payment_positive", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(
                name="payment_not_allocated_twice",
                condition=Q(allocated_minor__gte=0, allocated_minor__lte=F("amount_minor")),
            ),
            models.CheckConstraint(
                name="payment_matched_has_client", condition=~Q(status="matched") | Q(company__isnull=False)
            ),
            models.CheckConstraint(
                name="payment_only_received_allocated", condition=Q(direction="in") | Q(allocated_minor=0)
            ),
        ]
        indexes = [
            models.Index(name="payment_unclear", fields=["paid_on"], condition=Q(status="unclear")),
            models.Index(name="payment_of_company", fields=["company", "paid_on"]),
            models.Index(
                name="payment_left",
                fields=["company"],
                condition=Q(allocated_minor__lt=F("amount_minor"), direction="in"),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Allocation(models.Model):
    """So much of a payment, or of an advance, went to this invoice. Rows are only added."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="allocations")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, related_name="allocations")
    advance = models.ForeignKey(
        Invoice, on_delete=models.PROTECT, null=True, related_name="advance_allocations"
    )
    amount_minor = models.BigIntegerField(_("amount"))
    on = models.DateField(_("on"))
    by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="allocation_positive", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(
                name="allocation_one_source",
                condition=Q(payment__isnull=False, advance__isnull=True)
                | Q(payment__isnull=True, advance__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor} → {self.invoice}"
