"""From the first touch to a won or lost deal."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from okno.sales.queries import DealQuerySet, LeadQuerySet


class Nature(models.TextChoices):
    """Where leads come from, by nature (L1)."""

    SEED = "seed", _("seed: word of mouth, recommendation")
    NET = "net", _("net: marketing brings many")
    SPEAR = "spear", _("spear: we went to them")


class Lead(models.Model):
    """Somebody who may become a client, until he is qualified into a deal or turned down.

    `imported` marks history loaded from elsewhere: it may lack what was never recorded and earns nobody
    anything. Only the import sets it, and it always has the foreign `external_id`.
    """

    class Status(models.TextChoices):
        NEW = "new", _("new")
        QUALIFIED = "qualified", _("qualified")
        DISQUALIFIED = "disqualified", _("turned down")

    TRANSITIONS = {("new", "qualified"), ("new", "disqualified")}

    class Channel(models.TextChoices):
        SITE = "site", _("site form")
        CALL = "call", _("inbound call")
        LETTER = "letter", _("letter")
        IMPORT = "import", _("file")
        EVENT = "event", _("event")
        OUTBOUND = "outbound", _("outbound list")
        RECOMMENDATION = "recommendation", _("recommendation")
        ADVERTISING = "advertising", _("advertising")
        HAND = "hand", _("by hand")

    class Rule(models.TextChoices):
        RECOMMENDED = "recommended", _("manager of the client who recommended")
        OWN_CLIENT = "own_client", _("manager of this very client")
        BROUGHT = "brought", _("the one who found the lead")
        TURN = "turn", _("in turn")
        HAND = "hand", _("given by hand")
        IMPORTED = "imported", _("as in the loaded file")
        NOBODY = "nobody", _("nobody takes leads: the head was told")

    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, null=True, related_name="leads")
    contact = models.ForeignKey("clients.Contact", on_delete=models.PROTECT, null=True, related_name="+")
    nature = models.CharField(_("nature"), max_length=5, choices=Nature)
    channel = models.CharField(_("channel"), max_length=14, choices=Channel)
    campaign = models.CharField(_("campaign"), max_length=100, blank=True)
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
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NEW)
    received_at = models.DateTimeField(_("received"))
    closed_at = models.DateTimeField(null=True)
    turned_down_reason = models.CharField(_("why turned down"), max_length=300, blank=True)
    imported = models.BooleanField(_("imported"), default=False)
    external_id = models.CharField(max_length=60, blank=True)
    external_agent = models.CharField(max_length=200, blank=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="lead_external_once", fields=["external_id"], condition=~Q(external_id="")
            ),
            models.CheckConstraint(
                name="lead_imported_has_external_id",
                condition=Q(imported=True) & ~Q(external_id="") | Q(imported=False, external_id=""),
            ),
            models.CheckConstraint(
                name="lead_company_unless_imported", condition=Q(imported=True) | Q(company__isnull=False)
            ),
            models.CheckConstraint(
                name="lead_closed_has_date",
                condition=Q(status="new", closed_at__isnull=True)
                | (~Q(status="new") & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="lead_turned_down_has_reason",
                condition=~Q(status="disqualified") | ~Q(turned_down_reason=""),
            ),
        ]
        indexes = [
            models.Index(
                name="lead_open_of", fields=["assigned_to", "-received_at"], condition=Q(status="new")
            ),
            models.Index(name="lead_by_agent", fields=["external_agent"], condition=~Q(external_agent="")),
        ]

    def __str__(self) -> str:
        return self.company.name if self.company else self.external_id


class LeadTurn(models.Model):
    """Whose turn it is among those who take leads: the lowest `last_turn` goes next."""

    employee = models.OneToOneField("people.Employee", on_delete=models.PROTECT, related_name="lead_turn")
    last_turn = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.employee}: {self.last_turn}"


class Stage(models.TextChoices):
    """Steps of an open deal in order (L4); document approval is a stage of its own."""

    QUALIFICATION = "qualification", _("Qualification")
    PROPOSAL = "proposal", _("Proposal")
    NEGOTIATION = "negotiation", _("Negotiation")
    DOCUMENTS = "documents", _("Document approval")


class Deal(models.Model):
    """A qualified lead on its way to a contract; won only by the contract's signing (L4)."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        WON = "won", _("won")
        LOST = "lost", _("lost")

    TRANSITIONS = {("open", "won"), ("open", "lost"), ("lost", "open")}

    class LossReason(models.TextChoices):
        PRICE = "price", _("price")
        COMPETITOR = "competitor", _("went to a competitor")
        FEASIBILITY = "feasibility", _("could not be delivered")
        TIMING = "timing", _("not now")
        DOCUMENTS = "documents", _("documents were not agreed")
        SILENCE = "silence", _("stopped answering")
        NO_NEED = "no_need", _("no need any more")
        OTHER = "other", _("other")
        NOT_RECORDED = "not_recorded", _("not recorded")

    class Attitude(models.TextChoices):
        WARM = "warm", _("warm: will come back")
        NEUTRAL = "neutral", _("neutral")
        COLD = "cold", _("cold: disappointed")
        NOT_RECORDED = "not_recorded", _("not recorded")

    lead = models.OneToOneField(Lead, on_delete=models.PROTECT, null=True, related_name="deal")
    company = models.ForeignKey("clients.Company", on_delete=models.PROTECT, null=True, related_name="deals")
    owner = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="deals")
    title = models.CharField(_("what about"), max_length=300)
    stage = models.CharField(_("stage"), max_length=13, choices=Stage, default=Stage.QUALIFICATION)
    stage_since_at = models.DateTimeField(_("in stage since"))
    status = models.CharField(_("status"), max_length=4, choices=Status, default=Status.OPEN)
    monthly_minor = models.BigIntegerField(_("expected a month"), null=True, blank=True)
    opened_on = models.DateField(_("opened"))
    closed_on = models.DateField(_("closed"), null=True)
    loss_reason = models.CharField(_("why lost"), max_length=12, choices=LossReason, blank=True)
    attitude = models.CharField(_("client's attitude"), max_length=12, choices=Attitude, blank=True)
    loss_note = models.CharField(_("in his words"), max_length=500, blank=True)
    imported = models.BooleanField(_("imported"), default=False)

    objects = DealQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="deal_closed_has_date",
                condition=Q(status="open", closed_on__isnull=True)
                | (~Q(status="open") & Q(closed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="deal_lost_has_reason_and_attitude",
                condition=(Q(status="lost") & ~Q(loss_reason="") & ~Q(attitude=""))
                | (~Q(status="lost") & Q(loss_reason="", attitude="")),
            ),
            models.CheckConstraint(
                name="deal_not_recorded_only_imported",
                condition=Q(imported=True) | (~Q(loss_reason="not_recorded") & ~Q(attitude="not_recorded")),
            ),
            models.CheckConstraint(
                name="deal_company_unless_imported", condition=Q(imported=True) | Q(company__isnull=False)
            ),
        ]
        indexes = [
            models.Index(
                name="deal_open_by_stage", fields=["stage", "-stage_since_at"], condition=Q(status="open")
            ),
            models.Index(name="deal_of_owner", fields=["owner", "status"]),
        ]

    def __str__(self) -> str:
        return self.title


class ImportedAgent(models.Model):
    """A seller named in a loaded file: who of ours he is, or nobody yet (listed for mapping)."""

    name = models.CharField(_("name in the file"), max_length=200, unique=True)
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
