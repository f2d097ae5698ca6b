"""A key to the API: one's own, or the owner's to give; its secret is told once."""

import hashlib
from datetime import date

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.team.people.actions.issue_token import issue_token
from okno.team.people.actions.revoke_token import revoke_token
from okno.team.people.models import ApiToken

pytestmark = pytest.mark.both_engines


def test_whose_token_it_may_be(closer, head, owner, now):
    with pytest.raises(Forbidden):
        issue_token(owner=closer, name="site", scope="read", by=head, at=now)
    token, _secret = issue_token(owner=closer, name="site", scope="read", by=owner, at=now)
    with pytest.raises(Forbidden):
        revoke_token(token=token, by=head, at=now)
    revoke_token(token=token, by=closer, at=now)
    with pytest.raises(Conflict):
        revoke_token(token=token, by=closer, at=now)
    for wrong in ({"name": " ", "scope": "read"}, {"name": "a", "scope": "all"}):
        with pytest.raises(Invalid):
            issue_token(owner=closer, by=closer, at=now, **wrong)


def test_only_a_digest_is_kept_and_the_journal_says_who_issued_it(closer, owner, now):
    token, secret = issue_token(owner=closer, name=" The site ", scope="leads", by=owner, at=now)
    assert secret.startswith("okno_")
    assert (token.owner, token.name, token.scope) == (closer, "The site", "leads")
    assert token.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in str(ApiToken.objects.values().get())
    entry = Entry.objects.get(kind="people.token_issued")
    assert (entry.by, entry.data["name"]) == (owner, "The site")
    assert secret not in str(entry.data)


def test_who_has_left_gets_none(closer, owner, now):
    closer.left_on = date(2026, 10, 1)
    closer.save()
    with override("en"), pytest.raises(Invalid, match=r"^Former employees cannot have a token\.$"):
        issue_token(owner=closer, name="The site", scope="read", by=owner, at=now)
    assert not ApiToken.objects.exists()
