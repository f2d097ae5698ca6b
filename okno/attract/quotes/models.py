"""A commercial proposal and the proof that each of its lines can be delivered."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.attract.quotes.queries import FeasibilityQuerySet, QuoteLineQuerySet, QuoteQuerySet
from okno.ground.kernel.fingerprint import fingerprint
from okno.ground.kernel.statuses import StatusChoices, Tone

if TYPE_CHECKING:
    from okno.records.clients.models import Company


class QuoteStatus(StatusChoices):
    DRAFT = "draft", Tone.NEW, _("draft")
    SENT = "sent", Tone.WAIT, _("sent")
    ACCEPTED = "accepted", Tone.GOOD, _("accepted")
    DECLINED = "declined", Tone.BAD, _("declined")
    EXPIRED = "expired", Tone.DIM, _("expired")
    SUPERSEDED = "superseded", Tone.DIM, _("replaced by a new version")


class Quote(models.Model):
    """One version of a proposal. Sent is frozen: a change is a new version that supersedes it (Q1)."""

    Status = QuoteStatus

    TRANSITIONS = {
        ("draft", "sent"),
        ("sent", "accepted"),
        ("sent", "declined"),
        ("sent", "expired"),
        ("sent", "superseded"),
        ("draft", "superseded"),
        ("declined", "superseded"),
        ("expired", "superseded"),
    }

    deal = models.ForeignKey("deals.Deal", on_delete=models.PROTECT, related_name="quotes")
    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="quotes")
    seller = models.ForeignKey("clients.Company", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    author = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    vat_included = models.BooleanField(_("prices include VAT"), default=False)
    term_months = models.PositiveSmallIntegerField(_("term, months"), default=12)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    created_at = models.DateTimeField()
    valid_until_on = models.DateField(_("valid until"))
    token = models.CharField(max_length=43, unique=True)
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    accepted_by_name = models.CharField(_("accepted by"), max_length=200, blank=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="quote_number_once", fields=["seller", "year", "sequence", "version"]
            ),
            # A sent quote is never a draft again: it is revised by a new version, and the old price stays
            # readable (Q6).
            models.CheckConstraint(
                name="quote_draft_not_sent", condition=~Q(status="draft") | Q(sent_at__isnull=True)
            ),
            models.CheckConstraint(
                name="quote_sent_has_date",
                condition=~Q(status__in=["sent", "accepted", "declined", "expired"])
                | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="quote_answered_has_date",
                condition=~Q(status__in=["accepted", "declined"]) | Q(answered_at__isnull=False),
            ),
            # One quote of a deal is accepted: two contracts at two prices could come of it otherwise.
            models.UniqueConstraint(
                name="quote_accepted_once", fields=["deal"], condition=Q(status="accepted")
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("quotes:quote", args=[self.pk])

    def get_offer_url(self) -> str:
        """Return the address where its client reads it, without signing in."""
        return reverse("quotes:offer", args=[self.token])

    def versions(self) -> QuoteQuerySet:
        """Return all versions of this proposal, the first first."""
        of_number = Quote.objects.filter(seller=self.seller_id, year=self.year, sequence=self.sequence)
        return of_number.order_by("version")

    @property
    def number(self) -> str:
        """Return «2026-000012»; a later version shows as «/2»."""
        suffix = f"/{self.version}" if self.version > 1 else ""
        return f"{self.year}-{self.sequence:06d}{suffix}"

    def is_expired(self, on: date) -> bool:
        return self.valid_until_on < on


class QuoteLine(models.Model):
    """So many units of a configuration at a place; prices are per unit, with VAT if the quote says so."""

    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    configuration = models.ForeignKey(
        "catalog.Configuration", on_delete=models.PROTECT, related_name="+", verbose_name=_("configuration")
    )
    location = models.ForeignKey(
        "catalog.Location", on_delete=models.PROTECT, related_name="+", verbose_name=_("place")
    )
    title = models.CharField(_("what"), max_length=300)
    parameters = models.JSONField(_("parameters"), default=dict)
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    monthly_minor = models.BigIntegerField(_("monthly per unit"))
    one_off_minor = models.BigIntegerField(_("one-off per unit"), default=0)
    revision = models.PositiveIntegerField(default=1)

    objects = QuoteLineQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(name="quote_line_position_once", fields=["quote", "position"]),
            models.CheckConstraint(
                name="quote_line_not_negative", condition=Q(monthly_minor__gte=0, one_off_minor__gte=0)
            ),
            models.CheckConstraint(name="quote_line_quantity", condition=Q(quantity__gte=1)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def company(self) -> "Company":
        return self.quote.company

    @property
    def price_minor(self) -> int:
        """Monthly, for all units, with or without VAT as the quote says."""
        return self.quantity * self.monthly_minor

    @property
    def units_needed(self) -> int:
        """Units of the configuration's resource; 0 when it takes none."""
        return self.quantity * self.configuration.units if self.configuration.resource_kind else 0

    def feasibility(self) -> "Feasibility | None":
        """Return the last answer about exactly this line; one about an earlier content does not count."""
        of_line = [
            feasibility
            for feasibility in self.feasibilities.all()
            if feasibility.status != Feasibility.Status.VOID
        ]
        return next(
            (feasibility for feasibility in of_line if feasibility.fingerprint == self.fingerprint()), None
        )

    def fingerprint(self) -> str:
        """Return a hash of all that an approval or a confirmation is given for; any change makes another
        (Q2, Q6).

        The revision grows with every change, so that changing a line there and back revives nothing.
        """
        return fingerprint(
            {
                "line": self.pk,
                "revision": self.revision,
                "configuration": self.configuration_id,
                "location": self.location_id,
                "parameters": self.parameters,
                "quantity": self.quantity,
                "monthly_minor": self.monthly_minor,
                "one_off_minor": self.one_off_minor,
                "vat_included": self.quote.vat_included,
                "seller": self.quote.seller_id,
                "company": self.quote.company_id,
                "term_months": self.quote.term_months,
            }
        )


class FeasibilityStatus(StatusChoices):
    ASKED = "asked", Tone.NEW, _("asked")
    CONFIRMED = "confirmed", Tone.GOOD, _("confirmed")
    REFUSED = "refused", Tone.BAD, _("cannot be delivered")
    VOID = "void", Tone.DIM, _("void")


class Feasibility(models.Model):
    """Whether a line can be delivered there, by when, and until when this answer holds (Q4, Q5).

    `ready_on` is the only date that may be told to the client. Bound to the line's fingerprint.
    """

    Status = FeasibilityStatus

    class Basis(models.TextChoices):
        RULE = "rule", _("free capacity")
        ENGINEER = "engineer", _("engineer")

    TRANSITIONS = {("asked", "confirmed"), ("asked", "refused"), ("asked", "void"), ("confirmed", "void")}

    line = models.ForeignKey(QuoteLine, on_delete=models.CASCADE, related_name="feasibilities")
    fingerprint = models.CharField(max_length=64)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.ASKED)
    basis = models.CharField(_("on whose word"), max_length=8, choices=Basis, blank=True)
    asked_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    ready_days = models.PositiveSmallIntegerField(_("ready in, working days after the start"), null=True)
    holds_until_on = models.DateField(_("holds until"), null=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    objects = FeasibilityQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            # A yes without days, an end and a moment would be a date that nobody confirmed (guard 3).
            models.CheckConstraint(
                name="feasibility_confirmed_whole",
                condition=~Q(status="confirmed")
                | (
                    Q(ready_days__isnull=False, holds_until_on__isnull=False, answered_at__isnull=False)
                    & ~Q(basis="")
                    & (Q(basis="rule") | Q(answered_by__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="feasibility_refused_has_reason", condition=~Q(status="refused") | ~Q(note="")
            ),
            # One answer lives for a line, or capacity would be held twice for it.
            models.UniqueConstraint(
                name="feasibility_live_once", fields=["line"], condition=Q(status__in=["asked", "confirmed"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.get_status_display()}"

    @property
    def company(self) -> "Company":
        return self.line.quote.company

    def get_absolute_url(self) -> str:
        return self.line.quote.get_absolute_url()

    def holds(self, on: date) -> bool:
        return self.status == "confirmed" and self.holds_until_on is not None and on <= self.holds_until_on
