"""Who works here, in which roles, and how they sign in."""

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.team.people.queries import AbsenceQuerySet, DutyQuerySet, EmployeeQuerySet, TokenQuerySet


class Role(models.TextChoices):
    """domain.md, Roles."""

    QUALIFIER_INBOUND = "qualifier_inbound", _("Qualifier, inbound")
    QUALIFIER_OUTBOUND = "qualifier_outbound", _("Qualifier, outbound")
    CLOSER = "closer", _("Closer")
    ACCOUNT_MANAGER = "account_manager", _("Account manager")
    ASSISTANT = "assistant", _("Assistant")
    PROJECT_MANAGER = "project_manager", _("Project manager")
    ENGINEER = "engineer", _("Engineer")
    ACCOUNTANT = "accountant", _("Accountant")
    MARKETER = "marketer", _("Marketer")
    HEAD_OF_SALES = "head_of_sales", _("Head of sales")
    OWNER = "owner", _("Owner")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A way to sign in. What a person is and may do is told by his Employee."""

    email = models.EmailField(_("e-mail"), unique=True)
    language = models.CharField(_("language"), max_length=2, default="ru")
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("since"), auto_now_add=True)

    USERNAME_FIELD = "email"
    objects = UserManager()

    def __str__(self) -> str:
        return self.email

    @property
    def employee_or_none(self) -> "Employee | None":
        """Return the employee who signs in by it; None for a leaver: an old session opens nothing more
        (guard 8).
        """
        return None if self.has_left else getattr(self, "employee", None)

    @property
    def has_left(self) -> bool:
        employee: Employee | None = getattr(self, "employee", None)
        return employee is not None and employee.left_on is not None


class Employee(models.Model):
    """One who works (or worked) here."""

    company = None

    user = models.OneToOneField(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="employee"
    )
    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("position"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    head = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="team", verbose_name=_("head")
    )
    takes_leads = models.BooleanField(_("takes leads in turn"), default=False)
    hired_on = models.DateField(_("hired on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    vacation_days = models.PositiveSmallIntegerField(_("vacation days a year"), default=28)
    notices_seen_at = models.DateTimeField(null=True, blank=True)

    objects = EmployeeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="employee_left_after_hired",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=models.F("hired_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:employee", args=[self.pk])

    @cached_property
    def role_set(self) -> frozenset[str]:
        return frozenset(self.roles.values_list("role", flat=True))

    def has(self, *roles: str) -> bool:
        """Return whether this person has at least one of the roles."""
        return not self.role_set.isdisjoint(roles)


class EmployeeRole(models.Model):
    """One person can hold several roles; in a small company one person holds nearly all."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="employee_role_once", fields=["employee", "role"]),
            models.CheckConstraint(name="employee_role_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class TokenScope(models.TextChoices):
    READ = "read", _("Read")
    WRITE = "write", _("Read and write")
    LEADS = "leads", _("File leads only")


class ApiToken(models.Model):
    """A key to the API: it acts as its owner within its scope. Only a digest of it is kept."""

    Scope = TokenScope

    owner = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(_("what for"), max_length=100)
    scope = models.CharField(_("scope"), max_length=5, choices=Scope)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="api_token_scope_known", condition=Q(scope__in=["read", "write", "leads"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class IdempotentAnswer(models.Model):
    """What a write through the API answered, so that the same key gives the same answer once more."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE)
    key = models.CharField(max_length=100)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="idempotent_answer_once", fields=["token", "key"]),
            # 0 while the first request with the key is at work; what failed is not kept.
            models.CheckConstraint(
                name="idempotent_answer_is_of_success", condition=Q(status=0) | Q(status__range=(200, 299))
            ),
        ]

    def __str__(self) -> str:
        return self.key


class AbsenceKind(models.TextChoices):
    VACATION = "vacation", _("vacation")
    SICK = "sick", _("sick leave")
    TRIP = "trip", _("business trip")
    OTHER = "other", _("away")


class Absence(models.Model):
    """Away for a period, with a named substitute; he is back by himself the day after it ends (T1)."""

    Kind = AbsenceKind

    company = None

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    substitute = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="standing_in", verbose_name=_("substitute")
    )
    in_emergency = models.CharField(_("how to reach in an emergency"), max_length=200, blank=True)
    announced_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    announced_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_start", condition=Q(ends_on__gte=models.F("starts_on"))
            ),
            # Who stands in for himself is reached by nobody; two who stand in for each other are refused in
            # the action.
            models.CheckConstraint(name="absence_by_another", condition=~Q(employee=models.F("substitute"))),
        ]
        # By the last day first: who is away today is among the few whose absence has not ended.
        indexes = [models.Index(name="absence_by_days", fields=["ends_on", "starts_on"])]

    def __str__(self) -> str:
        return f"{self.employee}: {self.starts_on} — {self.ends_on}"

    def get_absolute_url(self) -> str:
        return reverse("people:absence", args=[self.pk])


class Duty(models.Model):
    """Who is on call for urgent client matters outside working hours, day by day (T1)."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="duties")
    on = models.DateField(_("day"), unique=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.on}: {self.employee}"


class NoticeChoice(models.Model):
    """What one wants to hear of: a topic, in the page and by mail; without a row both are on."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="notice_choices")
    topic = models.CharField(max_length=20)
    in_page = models.BooleanField(_("in the page"), default=True)
    by_mail = models.BooleanField(_("by mail"), default=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="notice_choice_once", fields=["employee", "topic"])]

    def __str__(self) -> str:
        return self.topic
