"""The same write sent twice is done once: the Idempotency-Key of the API."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from okno.team.people.models import ApiToken, IdempotentAnswer
from okno.top.config.problems import problem
from okno.top.config.tokens import READS, secret_of, token_of

HEADER = "Idempotency-Key"
LONGEST_KEY = 100
Run = Callable[..., HttpResponse]


def answer_once(run: Run) -> Run:
    """Wrap an operation: a key that has been answered with success gets that answer again.

    The key is claimed first, in the transaction of the work: of two at once the second waits for the first
    and then repeats its answer. What failed has changed nothing, so it may be tried again by the same key.
    """

    @wraps(run)
    def keyed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get(HEADER)
        if key is None or request.method in READS:
            return run(request, *args, **kwargs)
        token = token_of(secret_of(request))
        if token is None:
            return run(request, *args, **kwargs)
        if not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
            detail = _("An idempotency key is 1 to {count} printable ASCII characters.")
            return problem(422, "idempotency-key", detail.format(count=LONGEST_KEY))
        # The key and the work are one transaction: a key whose work failed is free to be sent again.
        with transaction.atomic():
            return _claimed(token, key, request, lambda: run(request, *args, **kwargs))

    return keyed


def _claimed(
    token: ApiToken, key: str, request: HttpRequest, run: Callable[[], HttpResponse]
) -> HttpResponse:
    digest = _digest(request)
    blank = {"request_digest": digest, "status": 0, "body": "", "created_at": timezone.now()}
    claim, is_first = IdempotentAnswer.objects.get_or_create(token=token, key=key, defaults=blank)
    if not is_first:
        if claim.request_digest != digest:
            detail = _("This idempotency key was used for another request.")
            return problem(422, "idempotency-key", detail)
        if not claim.body:
            detail = _("It was done by the first request with this key; the answer held a secret.")
            return problem(409, "answered-once", detail)
        return HttpResponse(claim.body, status=claim.status, content_type="application/json; charset=utf-8")
    response = run()
    is_json = response.get("Content-Type", "").startswith("application/json")
    if is_json and not response.streaming and 200 <= response.status_code < 300:
        # What is not to be stored (the secret of a token) is answered once only.
        is_secret = "no-store" in response.get("Cache-Control", "")
        claim.status, claim.body = response.status_code, "" if is_secret else response.content.decode()
        claim.save(update_fields=["status", "body"])
    else:
        claim.delete()
    return response


def _digest(request: HttpRequest) -> str:
    head = f"{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(head + request.body).hexdigest()
