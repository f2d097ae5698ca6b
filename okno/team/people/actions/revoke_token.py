"""A key that opens nothing any more."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.kernel.moves import change_if
from okno.team.people.events import TokenRevoked
from okno.team.people.models import ApiToken
from okno.team.people.permissions import can_revoke_token


@action
def revoke_token(*, token: ApiToken, by: Actor, at: datetime) -> ApiToken:
    """Close a token for ever. Raises Conflict when it was revoked before."""
    allow(can_revoke_token(by, token.owner))
    revoked = _("This token has already been revoked.")
    change_if(token, seen={"revoked_at": None}, otherwise=revoked, revoked_at=at)
    record(TokenRevoked, subject=token.owner, by=by, at=at, name=token.name)
    return token
