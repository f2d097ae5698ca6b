"""What a client has of us, and on which terms: a subscription and its dated terms."""

from datetime import date

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import NullIf
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.money.invoicing.queries import SubscriptionQuerySet
from okno.money.invoicing.run_sql import LARGEST_FEE_MINOR


class Subscription(models.Model):
    """A contract line that was accepted and is charged every month (B1); people call it a service.

    Its price stands in its terms. `billed_through_on` is the last day already charged; no day is charged
    twice.
    """

    contract_line = models.OneToOneField(
        "contracts.ContractLine", on_delete=models.PROTECT, related_name="subscription"
    )
    contract = models.ForeignKey("contracts.Contract", on_delete=models.PROTECT, related_name="subscriptions")
    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="subscriptions")
    # Without an index of its own: subscription_to_bill begins with the seller.
    seller = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(_("what"), max_length=300)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    billed_through_on = models.DateField(_("charged through"))

    objects = SubscriptionQuerySet.as_manager()

    # Of the term of a day, where `SubscriptionQuerySet.with_term` was asked for them.
    monthly_minor: int
    vat_included: bool

    class Meta:
        ordering = ["company", "id"]
        constraints = [
            models.CheckConstraint(
                name="subscription_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        # In the order in which a run walks: seller by seller, client by client.
        indexes = [models.Index(name="subscription_to_bill", fields=["seller", "company"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("invoicing:service", args=[self.pk])

    def runs(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)

    def state(self, on: date) -> str:
        """Return the state that lists show on this day: running, planned, ending or ended."""
        if self.ends_on is not None:
            return "ended" if self.ends_on < on else "ending"
        return "running" if self.starts_on <= on else "planned"


class Currency(models.TextChoices):
    """Currencies that a subscription may be priced in: those that the billing run can bill."""

    RUB = "RUB"


class SubscriptionTerm(models.Model):
    """The terms of a subscription from `starts_on` to `ends_on`, both included, or without end.

    `price_minor` is for one unit a month, with or without VAT as `vat_included` says. `fee_minor` is what a
    month costs: the price of all units, nothing while it is paused.

    The terms of a subscription follow each other without a gap or an overlap, from its first day to its last.
    A constraint sees one row, so `terms.py` alone writes them, and `okno invariants` finds what is not so.
    """

    subscription = models.ForeignKey(
        Subscription, on_delete=models.PROTECT, related_name="terms", db_index=False
    )
    price_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, choices=Currency, default=Currency.RUB)
    vat_included = models.BooleanField(_("with VAT inside"))
    quantity = models.PositiveIntegerField()
    paused = models.BooleanField(default=False)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    fee_minor = models.GeneratedField(
        expression=Case(When(paused=True, then=Value(0)), default=F("price_minor") * F("quantity")),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["subscription", "starts_on"]
        constraints = [
            models.UniqueConstraint(name="term_once_a_day", fields=["subscription", "starts_on"]),
            models.UniqueConstraint(
                name="term_one_open", fields=["subscription"], condition=Q(ends_on__isnull=True)
            ),
            models.CheckConstraint(
                name="term_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(name="term_price_not_negative", condition=Q(price_minor__gte=0)),
            models.CheckConstraint(name="term_quantity", condition=Q(quantity__gte=1)),
            # On SQLite a product that does not fit would be kept in floating point without a word.
            models.CheckConstraint(
                name="term_fee_fits", condition=Q(price_minor__lte=Value(2**63 - 1) / NullIf("quantity", 0))
            ),
            models.CheckConstraint(name="term_currency_is_billed", condition=Q(currency__in=Currency.values)),
        ]
        indexes = [
            # Nearly always empty: the billing run asks it of each subscription.
            models.Index(
                name="term_fee_too_large",
                fields=["subscription"],
                condition=Q(fee_minor__gt=LARGEST_FEE_MINOR),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id}: {self.starts_on} – {self.ends_on or ''}"
