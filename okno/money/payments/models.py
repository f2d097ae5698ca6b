"""Bank statements, payments and their allocations to invoices."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.localized import render
from okno.ground.kernel.statuses import StatusChoices, Tone
from okno.money.invoicing.models import Invoice
from okno.money.payments.matching import BY_HAND, REASONS, Reason
from okno.money.payments.queries import BankStatementQuerySet, PaymentQuerySet


class BankStatement(models.Model):
    """A bank's file as it was loaded: how much of it was new, and what was doubtful.

    `warnings` are about the file, `marked` about the requisites in it: lists of code, text and lines, the
    text as `kept.keep` keeps it.
    """

    company = None

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
        return reverse("payments:statement", args=[self.pk])

    @property
    def rendered_warnings(self) -> list[dict[str, Any]]:
        """Return the warnings with their texts in the reader's language."""
        return [{**warning, "text": render(warning["text"])} for warning in self.warnings]

    @property
    def rendered_marks(self) -> list[dict[str, Any]]:
        return [{**mark, "text": render(mark["text"])} for mark in self.marked]


class Payment(models.Model):
    """A bank document, loaded once by its content (B4).

    The bank's texts are kept whole, whatever their length. `reason` is the code of why it was matched or why
    it waits (matching.Reason); `note` is the reason of the person who set it aside.
    """

    class Direction(StatusChoices):
        IN = "in", Tone.NEW, _("received")
        OUT = "out", Tone.NEW, _("spent")
        OWN = "own", Tone.DIM, _("between our accounts")

    class Status(StatusChoices):
        UNCLEAR = "unclear", Tone.WAIT, _("waits for a person")
        MATCHED = "matched", Tone.GOOD, _("matched")
        IGNORED = "ignored", Tone.DIM, _("not for invoices")

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
            # The one place that two bookings of one payment at once meet, on either engine.
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
            # What we paid ourselves is loaded with the statement, and is never matched with an invoice.
            models.CheckConstraint(
                name="payment_only_received_waits", condition=Q(direction="in") | Q(status="ignored")
            ),
        ]
        indexes = [
            models.Index(name="payment_unclear", fields=["paid_on"], condition=Q(status="unclear")),
            models.Index(name="payment_of_company", fields=["company", "paid_on"]),
            models.Index(name="payment_by_direction", fields=["direction", "-paid_on", "-id"]),
            # Credit of clients: payments that have something left, a few of all that ever came.
            models.Index(
                name="payment_left",
                fields=["company"],
                condition=Q(allocated_minor__lt=F("amount_minor"), direction="in"),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("payments:payment", args=[self.pk])

    @property
    def left_minor(self) -> int:
        """Return the kopecks that no invoice took: the client's credit once the payment is matched."""
        return self.amount_minor - self.allocated_minor

    @property
    def why(self) -> str:
        """Return why it was matched or why it waits, as a sentence, or "" without a reason."""
        if self.reason == BY_HAND:
            return gettext("A person decided.")
        return str(REASONS[Reason(self.reason)]) if self.reason in REASONS else ""


class Allocation(models.Model):
    """A part of a payment, or of an advance, that paid an invoice. Rows are only added."""

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
            # From a payment or from an advance: a sum of both could be returned to neither.
            models.CheckConstraint(
                name="allocation_one_source",
                condition=Q(payment__isnull=False, advance__isnull=True)
                | Q(payment__isnull=True, advance__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor} → {self.invoice}"
