"""A key that opens nothing any more."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.people.events import TokenRevoked
from okno.people.models import ApiToken, Employee
from okno.people.permissions import can_issue_token


@action
def revoke_token(*, token: ApiToken, by: Employee | None, at: datetime) -> ApiToken:
    allow(can_issue_token(by, token.owner))
    if ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at) != 1:
        raise Conflict(_("This token has already been revoked."))
    token.revoked_at = at
    record(TokenRevoked, subject=token.owner, company=None, by=by, at=at, name=token.name)
    return token
