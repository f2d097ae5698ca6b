"""Companies of every kind (our own included), bank accounts, contacts and number series."""

from datetime import datetime
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.fulltext import Findable, WordsField
from okno.ground.kernel.text import sort_key
from okno.ground.kernel.vat import VatRegime
from okno.records.clients.queries import CompanyQuerySet, ContactQuerySet
from okno.team.people.models import Employee


class Company(Findable):
    """A legal entity or a sole trader; it may be lead, client, partner and supplier at once (C1).

    `search_words` fills itself; `sort_key` is filled by `fill_search()`, as the two databases fold Cyrillic
    differently.
    """

    legal_name = models.CharField(_("legal name"), max_length=300, blank=True)
    name = models.CharField(_("short name"), max_length=300)
    inn = models.CharField(_("INN"), max_length=12, blank=True)
    kpp = models.CharField(_("KPP"), max_length=9, blank=True)
    ogrn = models.CharField(_("OGRN"), max_length=15, blank=True)
    address = models.CharField(_("address"), max_length=500, blank=True)
    site = models.CharField(_("site"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    is_own = models.BooleanField(_("our own"), default=False)
    is_client = models.BooleanField(_("client"), default=False)
    is_partner = models.BooleanField(_("partner"), default=False)
    is_supplier = models.BooleanField(_("supplier"), default=False)
    vat_regime = models.CharField(
        _("VAT regime"), max_length=10, choices=[(r.value, r.value) for r in VatRegime], blank=True
    )
    data_issues = models.JSONField(_("doubts about the details"), default=list, blank=True)
    status_text = models.CharField(_("status"), max_length=500, blank=True)
    status_at = models.DateTimeField(null=True, blank=True)
    next_step = models.CharField(_("next step"), max_length=500, blank=True)
    next_step_on = models.DateField(_("next step on"), null=True, blank=True)
    client_since_on = models.DateField(_("client since"), null=True, blank=True)
    busy_months = models.JSONField(_("busy months"), default=list, blank=True)
    dead_months = models.JSONField(_("dead months"), default=list, blank=True)
    created_at = models.DateTimeField()
    search_words = WordsField(of=("name", "legal_name", "inn", "site", "email", "phone"))
    sort_key = models.CharField(max_length=300, editable=False, default="")

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            # By both: branches of one legal entity share the INN and differ by KPP.
            models.UniqueConstraint(name="company_inn_kpp_once", fields=["inn", "kpp"], condition=~Q(inn="")),
            # Without a regime no VAT could be computed of our own invoices.
            models.CheckConstraint(
                name="company_own_has_regime", condition=Q(is_own=False) | (~Q(vat_regime="") & ~Q(inn=""))
            ),
            models.CheckConstraint(
                name="company_client_has_date",
                condition=Q(is_client=False) | Q(client_since_on__isnull=False),
            ),
            models.CheckConstraint(
                name="company_step_has_date",
                condition=Q(next_step="", next_step_on__isnull=True)
                | (~Q(next_step="") & Q(next_step_on__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(name="company_sorted", fields=["sort_key", "id"]),
            # Clients are few among all who were ever written down.
            models.Index(name="company_clients", fields=["sort_key", "id"], condition=Q(is_client=True)),
            # Whom an incoming lead or letter is of, among a million: most have no address, and are not in it.
            models.Index(name="company_by_email", fields=["email"], condition=~Q(email="")),
            models.Index(name="company_by_phone", fields=["phone"], condition=~Q(phone="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("clients:company", args=[self.pk])

    @property
    def company(self) -> "Company":
        """Return the company itself, so that it can be asked as objects that belong to one."""
        return self

    @cached_property
    def manager(self) -> Employee | None:
        """Return the current manager, or None."""
        return Employee.objects.filter(
            manager_terms__company=self, manager_terms__ends_on__isnull=True
        ).first()

    def fill_search(self) -> None:
        """Set the sort key from the name; call before saving."""
        self.sort_key = sort_key(self.name)


class BankAccount(models.Model):
    """A bank account of a company; accounts of our own show which way a payment goes (B4)."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="accounts")
    account = models.CharField(_("account"), max_length=20)
    bik = models.CharField(_("BIK"), max_length=9, blank=True)
    bank_name = models.CharField(_("bank"), max_length=300, blank=True)
    correspondent = models.CharField(_("correspondent account"), max_length=20, blank=True)
    data_issues = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="bank_account_once", fields=["company", "account", "bik"])
        ]
        # A line of a bank statement is matched by the account before it is by the name.
        indexes = [models.Index(name="bank_account_by_number", fields=["account"])]

    def __str__(self) -> str:
        return self.account


class Contact(Findable):
    """A person at a company and their part in the decision."""

    class DecisionRole(models.TextChoices):
        DECIDES = "decides", _("decides")
        INFLUENCES = "influences", _("influences")
        USES = "uses", _("uses")
        PAYS = "pays", _("pays")

    class Channel(models.TextChoices):
        VOICE = "voice", _("voice")
        MAIL = "mail", _("mail")
        MESSENGER = "messenger", _("messenger")

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("position"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    messenger = models.CharField(_("messenger"), max_length=100, blank=True)
    decision_role = models.CharField(
        _("part in the decision"), max_length=10, choices=DecisionRole, blank=True
    )
    channel = models.CharField(_("preferred channel"), max_length=9, choices=Channel, blank=True)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    left_at = models.DateTimeField(_("no longer there since"), null=True, blank=True)
    search_words = WordsField(of=("name", "position", "email", "phone", "messenger"))

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="contact_quiet_hours_whole",
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="contact_by_email", fields=["email"], condition=~Q(email="")),
            models.Index(name="contact_by_phone", fields=["phone"], condition=~Q(phone="")),
        ]

    def __str__(self) -> str:
        return self.name

    def is_quiet(self, at: datetime) -> bool:
        """Return whether the contact asked not to be called at this hour; quiet hours may cross midnight."""
        if self.quiet_from is None or self.quiet_until is None:
            return False
        now = timezone.localtime(at).time()
        if self.quiet_from < self.quiet_until:
            return self.quiet_from <= now < self.quiet_until
        return now >= self.quiet_from or now < self.quiet_until


class NumberSeries(models.Model):
    """The last number issued per legal entity, kind of document and year."""

    seller = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        # One counter a seller, kind and year; its row is the lock of the next number.
        constraints = [models.UniqueConstraint(name="number_series_once", fields=["seller", "kind", "year"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"
