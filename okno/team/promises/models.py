"""Promises: what somebody said would happen by a date."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.constraints import has_date_unless
from okno.ground.kernel.localized_field import LocalizedField
from okno.ground.kernel.statuses import StatusChoices, Tone
from okno.team.people.models import Role
from okno.team.promises.queries import PromiseQuerySet


class Promise(models.Model):
    """A promise, open until it is kept, broken (done after its date) or withdrawn.

    The subject is a kind and an id, as in the journal.
    """

    class Status(StatusChoices):
        OPEN = "open", Tone.NEW, _("open")
        KEPT = "kept", Tone.GOOD, _("kept")
        BROKEN = "broken", Tone.BAD, _("done late")
        WITHDRAWN = "withdrawn", Tone.DIM, _("withdrawn")

    class Kind(models.TextChoices):
        ACT = "act", _("to do")
        CLARIFY = "clarify", _("to clarify what the client needs")

    class Cause(models.TextChoices):
        """The side that caused a slip (D3)."""

        OURS = "ours", _("ours")
        CLIENT = "client", _("the client's side")
        FORCE_MAJEURE = "force_majeure", _("force majeure")

    # Back to open: what was closed by mistake is taken back by the same person on the same day.
    TRANSITIONS = {
        *(("open", "kept"), ("open", "broken"), ("open", "withdrawn")),
        *(("kept", "open"), ("broken", "open")),
    }

    what = LocalizedField(_("what"), max_length=500)
    owner = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, related_name="promises", verbose_name=_("whose")
    )
    company = models.ForeignKey(
        "clients.Company",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="promises",
        verbose_name=_("to which client"),
    )
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.ACT)
    colleague = models.ForeignKey(
        "people.Employee",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="promises_to_me",
        verbose_name=_("to which colleague"),
    )
    outcome = models.CharField(_("what came of it"), max_length=2000, blank=True)
    cause = models.CharField(_("whose cause"), max_length=13, choices=Cause, blank=True)
    cause_role = models.CharField(_("whose work or planning"), max_length=20, blank=True)
    cause_person = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cause_note = models.CharField(_("how it came about"), max_length=500, blank=True)
    due_at = models.DateTimeField(_("until"))
    first_due_at = models.DateTimeField(_("first promised for"))
    confirmed_by = models.ForeignKey(
        "people.Employee",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    made_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    reported_overdue_at = models.DateTimeField(null=True)
    moves_count = models.PositiveIntegerField(default=0)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="promise_closed_has_date",
                condition=has_date_unless("open", "closed_at"),
            ),
            models.CheckConstraint(name="promise_due_after_made", condition=Q(due_at__gte=F("made_at"))),
            # What was clarified with the client is the point of the promise: closed without it, it would have
            # kept nothing (C6).
            models.CheckConstraint(
                name="promise_clarified_has_outcome",
                condition=~Q(kind="clarify", status__in=["kept", "broken"], outcome=""),
            ),
            models.CheckConstraint(
                name="promise_cause_of_ours_has_whose",
                condition=~Q(cause="ours", cause_role="", cause_person__isnull=True),
            ),
            # With the one above: a cause of ours names a role or a person, a client's or a supplier's names
            # neither.
            models.CheckConstraint(
                name="promise_only_ours_has_whose",
                condition=Q(cause="ours") | Q(cause_role="", cause_person__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                name="promise_open_of_owner", fields=["owner", "due_at"], condition=Q(status="open")
            ),
            # A record's promises on its page; the subject is of any room, so there is no foreign key to
            # index.
            models.Index(name="promise_of_subject", fields=["subject_kind", "subject_id"]),
            # All open ones by date: the ladder and the clock look through them on every visit.
            models.Index(name="promise_open_by_date", fields=["due_at"], condition=Q(status="open")),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("promises:promise", args=[self.pk])

    @property
    def needs_engineer(self) -> bool:
        """Return whether a client was told the date on an engineer's word (guard 3)."""
        return self.confirmed_by_id is not None and self.company_id is not None

    @property
    def cause_role_name(self) -> str:
        """Return the label of the role that caused the slip; empty when none is named."""
        return str(Role(self.cause_role).label) if self.cause_role else ""

    def is_overdue(self, at: datetime) -> bool:
        """Return whether the promise is open and its date has passed."""
        return self.status == self.Status.OPEN and self.due_at < at

    def has_slipped(self, at: datetime) -> bool:
        """Return whether the date was moved, has passed, or the promise was kept late (D3)."""
        return self.moves_count > 0 or self.status == self.Status.BROKEN or self.is_overdue(at)


class PromiseMove(models.Model):
    """One change of a promise's date: from when, to when, why and by whom (D3)."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="moves")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        # A date moved without a reason cannot be told to the client, nor counted in the report of slips (D3).
        constraints = [models.CheckConstraint(name="promise_move_has_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return self.reason


class LadderSettings(models.Model):
    """The settings of escalation in working days and hours; one row, or none for the defaults."""

    company = None

    remind_days = models.PositiveSmallIntegerField(_("Remind, working days before"))
    manager_hours = models.PositiveSmallIntegerField(_("To the manager, working hours late"))
    head_hours = models.PositiveSmallIntegerField(_("To the head of sales, working hours late"))
    owner_hours = models.PositiveSmallIntegerField(_("To the owner of the company, working hours late"))
    set_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="promise_ladder_is_one", condition=Q(id=1)),
            models.CheckConstraint(
                name="promise_ladder_rises",
                condition=Q(
                    manager_hours__gt=0,
                    head_hours__gt=F("manager_hours"),
                    owner_hours__gt=F("head_hours"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.remind_days} · {self.manager_hours} · {self.head_hours} · {self.owner_hours}"
