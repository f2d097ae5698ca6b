"""Who calls the API: the token in the Authorization header, and what its scope lets through."""

import hashlib
from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from okno.ground.kernel.actors import token_actor
from okno.ground.kernel.errors import Forbidden
from okno.team.people.models import ApiToken

READS = {"GET", "HEAD", "OPTIONS"}
# A write at every read would make a reading program a writing one.
USED_AT_STEP = timedelta(minutes=1)


class Bearer(HttpBearer):
    """`Authorization: Bearer okno_…`: the call is made by the token's owner, within its scope."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        live = token_of(token)
        if live is None:
            return None
        request.employee = live.owner  # type: ignore[attr-defined]
        request.actor = token_actor(live.owner, live.pk)  # type: ignore[attr-defined]
        _mark_used(live)
        _check_scope(live, request)
        return live


def token_of(secret: str) -> ApiToken | None:
    """Return the live token of this secret; None when it is revoked or its owner has left."""
    digest = hashlib.sha256(secret.encode(errors="replace")).hexdigest()
    live = ApiToken.objects.filter(digest=digest, revoked_at__isnull=True, owner__left_on__isnull=True)
    return live.exclude(owner__user__is_active=False).select_related("owner").first()


def secret_of(request: HttpRequest) -> str:
    """Return the secret from the header, or an empty string."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def _mark_used(token: ApiToken) -> None:
    now = timezone.now()
    stale = Q(used_at__isnull=True) | Q(used_at__lt=now - USED_AT_STEP)
    if token.used_at is None or token.used_at < now - USED_AT_STEP:
        ApiToken.objects.filter(stale, pk=token.pk).update(used_at=now)


def _check_scope(token: ApiToken, request: HttpRequest) -> None:
    if token.scope == ApiToken.Scope.WRITE:
        return
    if token.scope == ApiToken.Scope.READ and request.method in READS:
        return
    files_a_lead = request.method == "POST" and request.path_info.endswith("/api/v1/leads")
    if token.scope == ApiToken.Scope.LEADS and files_a_lead:
        return
    raise Forbidden(_("The scope of this token does not allow this."))
