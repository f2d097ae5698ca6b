"""What we sell, what it costs us, how low we may go and where we can deliver."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.statuses import StatusChoices, Tone
from okno.records.catalog.queries import ConfigurationQuerySet, CostItemQuerySet, LocationQuerySet
from okno.records.catalog.resource_kinds import ResourceKind as ResourceKind
from okno.records.catalog.resource_kinds import shown


class Location(models.Model):
    """A place where something is delivered: a data centre, a building, a zone (S4)."""

    company = None

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("what it is called"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)

    objects = LocationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalog:location", args=[self.pk])


class Service(models.Model):
    """A kind of service with its parameters; what is sold is a configuration of it (S1)."""

    company = None

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("what it is called"), max_length=200)
    parameters = models.JSONField(_("parameters"), default=list)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalog:configurations")


class Configuration(models.Model):
    """A line of the price list: prices are net, per unit; `units` of `resource_kind` are taken by one.

    `setup_days` is what engineers promise by rule when capacity is free: working days until it is ready.
    An empty `resource_kind` takes no capacity and always asks an engineer.
    """

    company = None

    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, related_name="configurations", verbose_name=_("service")
    )
    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("what it is called"), max_length=200)
    parameters = models.JSONField(default=dict)
    monthly_minor = models.BigIntegerField(_("monthly, without VAT"))
    one_off_minor = models.BigIntegerField(_("one-off, without VAT"), default=0)
    resource_kind = models.CharField(_("resource"), max_length=30, blank=True)
    units = models.PositiveIntegerField(_("units of the resource"), default=1)
    setup_days = models.PositiveSmallIntegerField(_("working days to set up"), default=3)
    is_offered = models.BooleanField(_("offered"), default=True)

    objects = ConfigurationQuerySet.as_manager()

    class Meta:
        ordering = ["service__name", "monthly_minor", "id"]
        constraints = [
            models.CheckConstraint(
                name="configuration_prices_not_negative",
                condition=Q(monthly_minor__gte=0, one_off_minor__gte=0),
            ),
            models.CheckConstraint(name="configuration_takes_units", condition=Q(units__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalog:configuration", args=[self.pk])

    @property
    def resource_name(self) -> str:
        return shown(self.resource_kind)


class CostItemKind(models.TextChoices):
    MONTHLY = "monthly", _("every month")
    OUTLAY = "outlay", _("one-off outlay")


class CostItem(models.Model):
    """What one unit costs us from a date: monthly, or an outlay paid back over months (S2)."""

    Kind = CostItemKind

    configuration = models.ForeignKey(Configuration, on_delete=models.PROTECT, related_name="costs")
    name = models.CharField(_("what"), max_length=200)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    amount_minor = models.BigIntegerField(_("amount, without VAT"))
    payback_months = models.PositiveSmallIntegerField(_("paid back over, months"), null=True, blank=True)
    supplier = models.ForeignKey(
        "clients.Company", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force until"), null=True, blank=True)

    objects = CostItemQuerySet.as_manager()

    class Meta:
        ordering = ["configuration", "name", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="cost_item_starts_once", fields=["configuration", "name", "starts_on"]
            ),
            # One cost of a name is in force without an end; a new one closes it on its eve.
            models.UniqueConstraint(
                name="cost_item_open_once",
                fields=["configuration", "name"],
                condition=Q(ends_on__isnull=True),
            ),
            models.CheckConstraint(name="cost_item_not_negative", condition=Q(amount_minor__gte=0)),
            models.CheckConstraint(
                name="cost_item_outlay_has_payback",
                condition=Q(kind="monthly", payback_months__isnull=True)
                | Q(kind="outlay", payback_months__gte=1),
            ),
            models.CheckConstraint(
                name="cost_item_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FloorFormula(models.Model):
    """How low a price may go, as management set it from a date (S3). Shares and margin are of the price."""

    company = None

    version = models.PositiveIntegerField(_("version"), unique=True)
    starts_on = models.DateField(_("in force from"), unique=True)
    overhead_bp = models.PositiveIntegerField(_("overheads, of the monthly cost"))
    seller_share_bp = models.PositiveIntegerField(_("seller's share, of the price"))
    partner_share_bp = models.PositiveIntegerField(_("partner's share, of the price"), default=0)
    tax_bp = models.PositiveIntegerField(_("turnover tax, of the price"), default=0)
    margin_bp = models.PositiveIntegerField(_("minimal margin, of the price"))

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            # With shares of the whole price or more no price would ever be high enough, and the floor would
            # be infinite.
            models.CheckConstraint(
                name="floor_formula_leaves_something",
                condition=Q(margin_bp__lt=10000 - F("seller_share_bp") - F("partner_share_bp") - F("tax_bp")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.version)

    def get_absolute_url(self) -> str:
        return reverse("catalog:formula")


class CoverageStatus(StatusChoices):
    PRESENT = "present", Tone.GOOD, _("available")
    PLANNED = "planned", Tone.NEW, _("planned")


class Coverage(models.Model):
    """Where a service can be had: a plain list (S4)."""

    Status = CoverageStatus

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="coverage")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="coverage")
    status = models.CharField(_("status"), max_length=7, choices=Status, default=Status.PRESENT)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="coverage_once", fields=["service", "location"]),
            models.CheckConstraint(
                name="coverage_has_a_known_status", condition=Q(status__in=["present", "planned"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} — {self.location}"
