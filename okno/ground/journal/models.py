"""The journal: one stream of entries, none of which is edited or deleted (C3)."""

from django.db import models
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from okno.ground.journal.actor_text import actor_text
from okno.ground.journal.calls import with_result
from okno.ground.journal.change_text import Change, is_changes
from okno.ground.journal.events import CallLogged, MeetingLogged, NoteWritten
from okno.ground.journal.queries import EntryQuerySet
from okno.ground.journal.sentences import render_entry
from okno.ground.kernel.actors import OF_EMPLOYEE, OF_NOBODY, Actor, ActorKind
from okno.ground.kernel.events import EVENTS, Audience

WRITTEN = frozenset(event.name for event in (NoteWritten, CallLogged, MeetingLogged))
# The subjects whose page has another name than their kind.
PAGES = {"outbox.outgoingmail": "outbox:outgoing_mail"}


class Entry(models.Model):
    """One thing that happened: `kind` is the name of its event, `data` fills the event's sentence.

    The subject is a kind (`invoicing.invoice`) and an id, with the company beside it. Rows are only inserted:
    the database itself refuses UPDATE (a trigger of the room's migration).
    """

    at = models.DateTimeField(_("when"))
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    company = models.ForeignKey(
        "clients.Company",
        on_delete=models.PROTECT,
        null=True,
        related_name="journal",
        verbose_name=_("company"),
    )
    by = models.ForeignKey(
        "people.Employee", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    actor_kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in ActorKind])
    # No query filters by it, and a token is revoked, never deleted: it needs no index.
    token = models.ForeignKey(
        "people.ApiToken", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    audience = models.CharField(max_length=6, choices=[(a.value, a.value) for a in Audience])
    to_client = models.BooleanField(_("visible to the client"), default=False)
    data = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="entry_to_client_has_company", condition=Q(to_client=False) | Q(company__isnull=False)
            ),
            models.CheckConstraint(
                name="entry_audience_known", condition=Q(audience__in=[a.value for a in Audience])
            ),
            # A reaction may or may not act for somebody; every other kind says by itself whether there is an
            # employee.
            models.CheckConstraint(
                name="entry_actor_agrees_with_by",
                condition=Q(actor_kind__in=[kind.value for kind in OF_EMPLOYEE], by__isnull=False)
                | Q(actor_kind__in=[kind.value for kind in OF_NOBODY], by__isnull=True)
                | Q(actor_kind=ActorKind.REACTION.value),
            ),
            models.CheckConstraint(
                name="entry_token_of_its_kind",
                condition=Q(actor_kind=ActorKind.TOKEN.value, token__isnull=False)
                | Q(actor_kind__in=[ActorKind.AGENT.value, ActorKind.REACTION.value])
                | (~Q(actor_kind=ActorKind.TOKEN.value) & Q(token__isnull=True)),
            ),
        ]
        indexes = [
            # The timeline of a client, newest first, page after page by keyset.
            models.Index(name="entry_of_company", fields=["company", "-at", "-id"]),
            # What happened to one record; without the company, for a record may belong to none.
            models.Index(name="entry_of_subject", fields=["subject_kind", "subject_id", "-at"]),
            # With the kind, so that some kinds of a week are found without looking at its entries.
            models.Index(name="entry_of_day", fields=["at", "kind"]),
        ]

    def __str__(self) -> str:
        return self.sentence

    def get_absolute_url(self) -> str:
        return reverse("journal:entry", args=[self.pk])

    @property
    def sentence(self) -> str:
        """Return the event's sentence in the reader's language, filled with this entry's data."""
        event = EVENTS.get(self.kind)
        return render_entry(event, with_result(self.data)) if event else self.kind

    @property
    def changes(self) -> list[Change]:
        """Return the fields that were changed, each with its value before and after; [] where none were."""
        changes = self.data.get("changes")
        return changes if is_changes(changes) else []

    @property
    def is_written(self) -> bool:
        """Return whether a person wrote these words, internally: a note, a call or a meeting."""
        return self.kind in WRITTEN

    @property
    def actor(self) -> Actor:
        """Return the actor of this entry, as actions take it."""
        return Actor(ActorKind(self.actor_kind), employee=self.by, token_id=self.token_id)

    @property
    def who(self) -> str:
        """Return who acted, in the reader's language: a name, or the kind of a nameless actor."""
        return actor_text(self)

    @property
    def subject_url(self) -> str:
        """Return the address of the subject's page, whose name is its kind; "" when there is none."""
        try:
            name = PAGES.get(self.subject_kind, self.subject_kind.replace(".", ":"))
            return reverse(name, args=[self.subject_id])
        # Many subjects have no page of their own: a refusal, a month, a rule that was removed.
        except NoReverseMatch:
            return ""
