"""Leads: people and companies that may become clients, and the keys that tell them apart."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okno.attract.leads.queries import LeadQuerySet
from okno.ground.kernel.constraints import has_date_unless
from okno.ground.kernel.statuses import StatusChoices, Tone


class SourceType(models.TextChoices):
    """The type of a lead's source (L1): word of mouth, inbound or outbound."""

    SEED = "seed", _("seed: word of mouth, recommendation")
    NET = "net", _("net: marketing brings many")
    SPEAR = "spear", _("spear: we went to them")


class LeadStatus(StatusChoices):
    """The state of a lead."""

    NEW = "new", Tone.NEW, pgettext_lazy("lead", "new")
    QUALIFIED = "qualified", Tone.WAIT, _("qualified")
    DISQUALIFIED = "disqualified", Tone.DIM, _("turned down")


class LeadChannel(models.TextChoices):
    """The channel by which a lead came."""

    SITE = "site", _("site form")
    CALL = "call", _("inbound call")
    LETTER = "letter", _("letter")
    IMPORT = "import", _("file")
    EVENT = "event", _("event")
    OUTBOUND = "outbound", _("outbound list")
    RECOMMENDATION = "recommendation", _("recommendation")
    ADVERTISING = "advertising", _("advertising")
    HAND = "hand", _("by hand")


class Lead(models.Model):
    """A person or company that may become a client, until the lead is qualified into a deal or disqualified.

    `imported` marks history loaded from elsewhere: it may lack facts that were never recorded, and it earns
    nobody anything. Only the import sets it, always with the foreign `external_id`. `data_issues` keeps
    invalid values of an outside form by field (`{"inn": "7707083890"}`): the lead is taken, the value is
    asked for again.
    """

    Status = LeadStatus

    TRANSITIONS = {("new", "qualified"), ("new", "disqualified")}

    Channel = LeadChannel

    class Rule(models.TextChoices):
        """The reason why this employee has the lead."""

        RECOMMENDED = "recommended", _("manager of the client who recommended")
        OWN_CLIENT = "own_client", _("manager of this very client")
        BROUGHT = "brought", _("the one who found the lead")
        SPECIALISED = "specialised", _("by the rule")
        TURN = "turn", _("in turn")
        PASSED_ON = "passed_on", _("not answered in time by the one before")
        QUARANTINED = "held", _("held: too many at once by one door")
        HAND = "hand", _("given by hand")
        IMPORTED = "imported", _("as in the loaded file")
        NOBODY = "nobody", _("nobody takes leads: the head was told")

    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, null=True, related_name="leads")
    contact = models.ForeignKey("clients.Contact", on_delete=models.PROTECT, null=True, related_name="+")
    source_type = models.CharField(_("nature"), max_length=5, choices=SourceType)
    channel = models.CharField(_("channel"), max_length=14, choices=Channel)
    campaign = models.CharField(_("campaign"), max_length=100, blank=True)
    service = models.ForeignKey(
        "catalog.Service",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("service"),
    )
    need = models.TextField(_("need"), blank=True)
    budget_minor = models.BigIntegerField(_("budget a month"), null=True, blank=True)
    decision_maker = models.CharField(_("who decides"), max_length=200, blank=True)
    timing = models.CharField(_("when"), max_length=200, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    minimum_price_told_minor = models.BigIntegerField(_("minimum price told"), null=True, blank=True)
    recommended_by = models.ForeignKey(
        "clients.Company", on_delete=models.PROTECT, null=True, blank=True, related_name="recommended_leads"
    )
    brought_by = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, null=True, blank=True, related_name="brought_leads"
    )
    assigned_to = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, null=True, related_name="leads"
    )
    assignment_rule = models.CharField(_("why this person"), max_length=12, choices=Rule)
    rule_name = models.CharField(_("name of the rule"), max_length=100, blank=True)
    assigned_at = models.DateTimeField(_("given at"), null=True, blank=True)
    passes = models.PositiveSmallIntegerField(_("passed on, times"), default=0)
    answered_at = models.DateTimeField(_("first answered at"), null=True, blank=True)
    answered_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    answers = models.JSONField(_("answers of the qualification"), default=dict, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NEW)
    received_at = models.DateTimeField(_("received at"))
    closed_at = models.DateTimeField(null=True)
    disqualified_reason = models.CharField(_("why turned down"), max_length=300, blank=True)
    data_issues = models.JSONField(_("taken with a doubt"), default=dict, blank=True)
    repeats = models.PositiveIntegerField(_("came again with nothing new, times"), default=0)
    imported = models.BooleanField(_("imported"), default=False)
    external_id = models.CharField(max_length=60, blank=True)
    external_agent = models.CharField(max_length=200, blank=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            # The same file loaded again finds its rows by this key and adds nothing.
            models.UniqueConstraint(
                name="lead_external_once", fields=["external_id"], condition=~Q(external_id="")
            ),
            # Both ways: only history has a key of another system, and none of it is without.
            models.CheckConstraint(
                name="lead_imported_has_external_id",
                condition=Q(imported=True) & ~Q(external_id="") | Q(imported=False, external_id=""),
            ),
            models.CheckConstraint(
                name="lead_company_unless_imported", condition=Q(imported=True) | Q(company__isnull=False)
            ),
            models.CheckConstraint(
                name="lead_closed_has_date",
                condition=has_date_unless("new", "closed_at"),
            ),
            models.CheckConstraint(
                name="lead_disqualified_has_reason",
                condition=~Q(status="disqualified") | ~Q(disqualified_reason=""),
            ),
            # A clock of a caller may be wrong; a response before the lead would make the average time
            # negative.
            models.CheckConstraint(
                name="lead_answered_after_it_came",
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=models.F("received_at")),
            ),
        ]
        indexes = [
            models.Index(
                name="lead_open_of", fields=["assigned_to", "-received_at"], condition=Q(status="new")
            ),
            # What the clock passes on: asked every few minutes, and nearly every lead is answered.
            models.Index(
                name="lead_unanswered",
                fields=["assigned_at"],
                condition=Q(status="new", answered_at__isnull=True, assigned_to__isnull=False),
            ),
            # The order of the list, the same on every tab.
            models.Index(name="lead_listed", fields=["imported", "-received_at", "-id"]),
            # A covering index: the sources of a year are counted without reading the leads' rows.
            models.Index(
                name="lead_came",
                fields=["received_at", "imported", "source_type", "channel", "campaign", "status"],
            ),
            models.Index(name="lead_by_agent", fields=["external_agent"], condition=~Q(external_agent="")),
        ]

    def __str__(self) -> str:
        return self.company.name if self.company else self.external_id

    def get_absolute_url(self) -> str:
        return reverse("leads:lead", args=[self.pk])

    @property
    def is_new(self) -> bool:
        """Return whether the lead is neither qualified nor disqualified yet."""
        return self.status == self.Status.NEW

    @property
    def is_quarantined(self) -> bool:
        """Return whether the lead waits on hold for a head to look at it."""
        return self.is_new and self.assignment_rule == self.Rule.QUARANTINED

    @property
    def is_in_work(self) -> bool:
        """Return whether the lead is new or has an open deal."""
        deal = getattr(self, "deal", None)
        return self.is_new or (deal is not None and deal.is_open)


class LeadKey(models.Model):
    """A key of a lead in work: an e-mail, phone, INN, company, or row of a loaded file.

    A name is a key only when there are no other contacts. One key leads to one lead: a caller whose key is
    taken comes again. `value` is the normal form. A key is claimed without a lead first: two channels at the
    same moment meet on this row, on both engines, and the second waits until the first is done. A closed lead
    releases its keys.
    """

    class Kind(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")
        INN = "inn", _("INN")
        COMPANY = "company", _("company")
        ROW = "row", _("row of a file")
        NAME = "name", _("name alone")

    kind = models.CharField(max_length=7, choices=Kind)
    value = models.CharField(max_length=254)
    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, null=True, related_name="keys")

    class Meta:
        # What makes two channels at once one lead: the second waits here for the first.
        constraints = [models.UniqueConstraint(name="lead_key_once", fields=["kind", "value"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"


class LeadSource(models.Model):
    """A door by which leads come from outside (an API token): the count of this minute, the end of a hold.

    Its row is updated before it is read, so that simultaneous leads are counted one after another.
    """

    name = models.CharField(_("door"), max_length=60, unique=True)
    minute_at = models.DateTimeField(_("minute"))
    came = models.PositiveIntegerField(_("came in this minute"), default=0)
    held_until_at = models.DateTimeField(_("leads are held until"), null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the leads on hold."""
        return reverse("leads:leads") + "?view=held"
