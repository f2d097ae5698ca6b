"""Ask for a yes to exactly this."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from okno.approvals.events import ApprovalRequested
from okno.approvals.models import Approval
from okno.approvals.permissions import can_request_approval
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, Invalid, Text, allow
from okno.kernel.kept import in_all_languages
from okno.people.models import Employee, Role

if TYPE_CHECKING:
    from okno.clients.models import Company


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
    by: Employee | None,
    at: datetime,
) -> Approval:
    """`facts`: the figures shown to who decides, named as journal data (`*_minor`, `*_bp`, `*_on`).

    A lazy `title` (`kept.later`) is read by each in his language.
    """
    allow(can_request_approval(by))
    if not reason.strip():
        raise Invalid(reason=_("Say why it should be approved."))
    if not deciders or not set(deciders) <= set(Role.values):
        raise ValueError(f"nobody can decide: {deciders!r}")
    said = in_all_languages(title)
    try:
        with transaction.atomic():
            approval = Approval.objects.create(
                kind=kind,
                subject_kind=subject._meta.label_lower,
                subject_id=subject.pk,
                company=company,
                fingerprint=fingerprint,
                plain_title=said[settings.LANGUAGE_CODE][:300],
                said_title=said,
                reason=reason.strip(),
                facts={key: _plain(value) for key, value in facts.items()},
                deciders=[str(role) for role in deciders],
                requested_by=by,
                requested_at=at,
            )
    except IntegrityError as error:
        raise Conflict(_("An approval of exactly this is already being waited for.")) from error
    words = {"title": approval.kept_title, "reason": approval.reason}
    record(ApprovalRequested, subject=approval, company=company, by=by, at=at, **words)
    return approval


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
