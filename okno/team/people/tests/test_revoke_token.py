"""A key that opens nothing any more."""

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.team.people.actions.issue_token import issue_token
from okno.team.people.actions.revoke_token import revoke_token
from okno.team.people.models import ApiToken

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(closer, now):
    token, _secret = issue_token(owner=closer, name="The site", scope="read", by=closer, at=now)
    return token


def test_it_is_closed_and_the_journal_says_who_closed_it(token, owner, now):
    revoke_token(token=token, by=owner, at=now)
    token.refresh_from_db()
    assert token.revoked_at == now
    assert not ApiToken.objects.live().exists()
    entry = Entry.objects.get(kind="people.token_revoked")
    assert (entry.by, entry.data["name"]) == (owner, "The site")


def test_anothers_token_is_the_owners_of_the_company_to_close(token, head, other_closer, now):
    for other in (head, other_closer):
        with pytest.raises(Forbidden):
            revoke_token(token=token, by=other, at=now)
    assert ApiToken.objects.live().get() == token


def test_of_two_who_close_it_one_does(token, closer, owner, now):
    seen_by_owner = ApiToken.objects.get(pk=token.pk)
    revoke_token(token=token, by=closer, at=now)
    with override("en"), pytest.raises(Conflict, match=r"^This token is already revoked\.$"):
        revoke_token(token=seen_by_owner, by=owner, at=now)
    assert Entry.objects.get(kind="people.token_revoked").by == closer
