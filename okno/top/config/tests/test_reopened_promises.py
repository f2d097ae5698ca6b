"""What a promise stands on may hold it closed."""

from datetime import timedelta

import pytest

from okno.deliver.delivery.tests.cast import an_accepted_order
from okno.ground.kernel.errors import Conflict
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.actions.reopen_promise import reopen_promise
from okno.team.promises.models import Promise

pytestmark = pytest.mark.django_db


def test_what_the_acceptance_kept_is_not_taken_back(now):
    promise = an_accepted_order(at=now).promise
    promise.refresh_from_db()
    assert (promise.status, promise.closed_by is not None) == ("kept", True)
    with pytest.raises(Conflict):
        reopen_promise(promise=promise, by=promise.closed_by, at=promise.closed_at)
    assert Promise.objects.get(pk=promise.pk).status == "kept"


def test_any_other_is(now, closer):
    promise = make_promise(what="Call", owner=closer, due_at=now + timedelta(days=1), by=closer, at=now)
    keep_promise(promise=promise, by=closer, at=now)
    assert reopen_promise(promise=promise, by=closer, at=now).status == "open"
