"""A key to the API; its secret is told once."""

import hashlib
import secrets
from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.team.people.events import TokenIssued
from okno.team.people.models import ApiToken, Employee
from okno.team.people.permissions import can_issue_token


@action
def issue_token(*, owner: Employee, name: str, scope: str, by: Actor, at: datetime) -> tuple[ApiToken, str]:
    """Return a new token and its secret, `okno_…`; only a digest of the secret is kept."""
    allow(can_issue_token(by, owner))
    if not name.strip():
        raise Invalid(name=_("Write what the token is for."))
    if scope not in ApiToken.Scope.values:
        raise Invalid(scope=_("Choose what the token may do."))
    if owner.left_on is not None:
        raise Invalid(owner=_("Who has left the company gets no token."))
    secret = f"okno_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        owner=owner,
        name=name.strip(),
        scope=scope,
        prefix=secret[:12],
        digest=hashlib.sha256(secret.encode()).hexdigest(),
        created_at=at,
    )
    record(
        TokenIssued,
        subject=owner,
        by=by,
        at=at,
        name=token.name,
        scope=ApiToken.Scope(scope),
    )
    return token, secret
