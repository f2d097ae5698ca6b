"""What the bank tells of, and where the money went."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from okno.billing.matching import BY_HAND, REASONS, Reason
from okno.billing.models.invoices import Invoice
from okno.billing.queries import BankStatementQuerySet, PaymentQuerySet
from okno.kernel.kept import tell


class BankStatement(models.Model):
    """A file from a bank as it was loaded: how much was new, and what was doubtful.

    `warnings` are about the file, `marked` about the requisites in it: lists of code, text and lines, the
    text as `kept.keep` keeps it.
    """

    own_company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="+")
    file_name = models.TextField()
    digest = models.CharField(max_length=64)
    starts_on = models.DateField()
    ends_on = models.DateField()
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    documents = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    warnings = models.JSONField(default=list)
    marked = models.JSONField(default=list)

    objects = BankStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-loaded_at", "-id"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("billing:statement", args=[self.pk])

    @property
    def warnings_told(self) -> list[dict[str, Any]]:
        """For the reader, in his language."""
        return [{**one, "text": tell(one["text"])} for one in self.warnings]

    @property
    def marked_told(self) -> list[dict[str, Any]]:
        return [{**one, "text": tell(one["text"])} for one in self.marked]


class Payment(models.Model):
    """One bank document, loaded once by its content (B4).

    What the bank wrote is kept whole, whatever its length. `reason` is the code of why it was matched or why
    it waits (matching.Reason); `note` is what a person said who set it aside.
    """

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
    own_account = models.ForeignKey("clients.BankAccount", on_delete=models.PROTECT, related_name="+")
    company = models.ForeignKey(
        "clients.Company", on_delete=models.PROTECT, null=True, related_name="payments"
    )
    number = models.TextField(_("number"))
    paid_on = models.DateField(_("date"))
    amount_minor = models.BigIntegerField(_("amount"))
    allocated_minor = models.BigIntegerField(_("allocated"), default=0)
    other_name = models.TextField(_("payer or payee"), blank=True)
    other_inn = models.TextField(_("INN"), blank=True)
    other_account = models.TextField(_("account"), blank=True)
    purpose = models.TextField(_("purpose"), blank=True)
    reason = models.CharField(max_length=40, blank=True)
    note = models.TextField(_("why it was set aside"), blank=True)
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
            models.CheckConstraint(
                name="payment_only_received_waits", condition=Q(direction="in") | Q(status="ignored")
            ),
        ]
        indexes = [
            models.Index(name="payment_unclear", fields=["paid_on"], condition=Q(status="unclear")),
            models.Index(name="payment_of_company", fields=["company", "paid_on"]),
            models.Index(name="payment_by_direction", fields=["direction", "-paid_on", "-id"]),
            models.Index(
                name="payment_left",
                fields=["company"],
                condition=Q(allocated_minor__lt=F("amount_minor"), direction="in"),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("billing:payment", args=[self.pk])

    @property
    def left_minor(self) -> int:
        """What no invoice took: the client's credit once it is matched."""
        return self.amount_minor - self.allocated_minor

    @property
    def why(self) -> str:
        """Why it was matched, or why it waits, in a sentence; empty where nothing was asked."""
        if self.reason == BY_HAND:
            return gettext("A person decided.")
        return str(REASONS[Reason(self.reason)]) if self.reason in REASONS else ""


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
