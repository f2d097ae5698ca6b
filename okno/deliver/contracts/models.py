"""Contracts and their lines, at the accepted quote's price (guard 2)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.deliver.contracts.prices import Terms, terms_of
from okno.deliver.contracts.queries import ContractQuerySet
from okno.ground.kernel.constraints import has_date_when
from okno.ground.kernel.statuses import StatusChoices, Tone
from okno.records.clients.numbering import number_text


class Contract(models.Model):
    """A contract drawn up from an accepted quote; it does not change once it is signed."""

    class Status(StatusChoices):
        DRAFT = "draft", Tone.NEW, _("being agreed")
        SIGNED = "signed", Tone.GOOD, _("signed")
        CANCELLED = "cancelled", Tone.DIM, _("cancelled")

    TRANSITIONS = {("draft", "signed"), ("draft", "cancelled")}

    quote = models.ForeignKey("quotes.Quote", on_delete=models.PROTECT, related_name="contracts")
    deal = models.ForeignKey("deals.Deal", on_delete=models.PROTECT, related_name="contracts")
    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="contracts")
    seller = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    vat_included = models.BooleanField(_("prices include VAT"))
    term_months = models.PositiveSmallIntegerField(_("term, months"))
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT)
    created_at = models.DateTimeField()
    signed_on = models.DateField(_("signed on"), null=True)
    signed_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(name="contract_number_once", fields=["seller", "year", "sequence"]),
            # A cancelled contract lets another be made of the quote; two live ones would sell it twice.
            models.UniqueConstraint(
                name="contract_of_quote_once", fields=["quote"], condition=Q(status__in=["draft", "signed"])
            ),
            models.CheckConstraint(
                name="contract_signed_has_date",
                condition=has_date_when("signed", "signed_on"),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("contracts:contract", args=[self.pk])

    @property
    def number(self) -> str:
        return number_text(self.year, self.sequence)

    @property
    def monthly_total_minor(self) -> int:
        """Return the monthly sum of all lines in minor units, with or without VAT as the contract says."""
        return sum(line.monthly_minor * line.quantity for line in self.lines.all())

    @property
    def one_off_total_minor(self) -> int:
        return sum(line.one_off_minor * line.quantity for line in self.lines.all())


class ContractLine(models.Model):
    """A line of a contract; it equals its quote's line in all that costs money."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="lines")
    quote_line = models.ForeignKey("quotes.QuoteLine", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    configuration = models.ForeignKey("catalog.Configuration", on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey("catalog.Location", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("what"), max_length=300)
    quantity = models.PositiveIntegerField(_("quantity"))
    monthly_minor = models.BigIntegerField(_("monthly per unit"))
    one_off_minor = models.BigIntegerField(_("one-off per unit"))

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                name="contract_line_of_quote_line_once", fields=["contract", "quote_line"]
            ),
            models.CheckConstraint(
                name="contract_line_not_negative", condition=Q(monthly_minor__gte=0, one_off_minor__gte=0)
            ),
            models.CheckConstraint(name="contract_line_quantity", condition=Q(quantity__gte=1)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def terms(self) -> Terms:
        """Return the price and quantity of this line, for guard 2."""
        return Terms(
            monthly_minor=self.monthly_minor, one_off_minor=self.one_off_minor, quantity=self.quantity
        )

    @property
    def equals_quote(self) -> bool:
        return self.terms == terms_of(self.quote_line)
