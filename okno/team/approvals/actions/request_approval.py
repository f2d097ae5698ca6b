"""Ask for an approval of exactly one thing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, Invalid, Text, allow
from okno.ground.kernel.localized import in_all_languages
from okno.team.approvals.events import ApprovalRequested
from okno.team.approvals.models import Approval
from okno.team.approvals.permissions import can_request_approval
from okno.team.people.models import Role

if TYPE_CHECKING:
    from okno.records.clients.models import Company


@action
def request_approval(
    *,
    kind: str,
    subject: Model,
    company: "Company | None",
    fingerprint: str,
    title: Text,
    reason: str,
    facts: Mapping[str, object],
    deciders: Sequence[str],
    by: Actor,
    at: datetime,
) -> Approval:
    """Create a request for approval and return it.

    `facts` are the figures shown to the people who decide, named as journal data (`*_minor`, `*_bp`, `*_on`).
    A lazy `title` (`kept.later`) is read by everybody in their own language. Raises Invalid without a reason,
    Conflict when the same request is already waiting, ValueError when no valid role may decide.
    """
    allow(can_request_approval(by))
    if not reason.strip():
        raise Invalid(reason=_("Say why it should be approved."))
    if not deciders or not set(deciders) <= set(Role.values):
        raise ValueError(f"nobody can decide: {deciders!r}")
    titles = in_all_languages(title)
    try:
        # One waiting request for exactly this content is a partial unique index on its fingerprint.
        with transaction.atomic():
            approval = Approval.objects.create(
                kind=kind,
                subject_kind=subject._meta.label_lower,
                subject_id=subject.pk,
                company=company,
                fingerprint=fingerprint,
                plain_title=titles[settings.LANGUAGE_CODE][:300],
                said_title=titles,
                reason=reason.strip(),
                facts={key: _plain(value) for key, value in facts.items()},
                deciders=[str(role) for role in deciders],
                requested_by=by.employee,
                requested_at=at,
            )
    except IntegrityError as error:
        raise Conflict(_("An approval of exactly this is already being waited for.")) from error
    entry_fields = {"title": approval.kept_title, "reason": approval.reason}
    record(ApprovalRequested, subject=approval, by=by, at=at, **entry_fields)
    return approval


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
