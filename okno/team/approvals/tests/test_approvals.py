"""A yes to exactly this, once, until a date."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Invalid
from okno.ground.kernel.localized import deferred
from okno.team.approvals.actions.decline_approval import decline_approval
from okno.team.approvals.actions.grant_approval import grant_approval
from okno.team.approvals.actions.request_approval import request_approval
from okno.team.approvals.actions.use_approval import use_approval
from okno.team.approvals.models import Approval
from okno.team.people.actions.issue_token import issue_token

pytestmark = pytest.mark.both_engines


REASON = "The client as a whole pays well"


def ask(company, by, at, fingerprint="f1", deciders=("head_of_sales", "owner"), reason=REASON):
    return request_approval(
        kind="below_floor",
        subject=company,
        company=company,
        fingerprint=fingerprint,
        title="Quote 1 below the floor",
        reason=reason,
        facts={"price_minor": 1_000_000, "floor_minor": 1_075_000, "margin_bp": 1200},
        deciders=deciders,
        by=by,
        at=at,
    )


def test_each_reads_what_is_asked_in_his_language(client_company, closer, head, now):
    def title():
        return gettext("Quote {number}: «{line}» below the floor").format(number="7", line="Server")

    with override("en"):
        approval = request_approval(
            kind="below_floor",
            subject=client_company,
            company=client_company,
            fingerprint="f1",
            title=deferred(title),
            reason="Why not",
            facts={},
            deciders=["owner"],
            by=closer,
            at=now,
        )
    Approval.objects.filter(pk=ask(client_company, closer, now, "f2").pk).update(
        said_title={}, plain_title="Old"
    )
    approval.refresh_from_db()
    for language, words in (
        ("en", "Quote 7: “Server” below the floor"),
        ("ru", "КП 7: «Server» ниже порога"),
    ):
        with override(language):
            assert approval.title == words
            assert words in Entry.objects.about(approval).get().sentence
            assert str(Approval.objects.get(fingerprint="f2")) == "Old", "kept before there were two"


def use(company, at, fingerprint="f1"):
    return use_approval(kind="below_floor", subject=company, fingerprint=fingerprint, by=CONSOLE, at=at)


def test_words_are_wanted(client_company, closer, head, now):
    approval = ask(client_company, closer, now)
    with pytest.raises(Invalid):
        decline_approval(approval=approval, comment=" ", by=head, at=now)
    with pytest.raises(Invalid):
        grant_approval(approval=approval, expires_at=now, by=head, at=now)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"status": "declined"}, "approval_decided_has_date"),
        ({"status": "granted", "decided_at": timezone.now()}, "approval_granted_expires"),
        ({"status": "used", "decided_at": timezone.now()}, "approval_used_has_date"),
    ],
)
def test_the_database_holds_what_one_row_can_break(client_company, closer, now, wrong, name):
    approval = ask(client_company, closer, now)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Approval.objects.filter(pk=approval.pk).update(**wrong)


def test_who_sees_which(client_company, closer, other_closer, head, engineer, now):
    approval = ask(client_company, closer, now, deciders=["engineer"])
    for who, sees in ((closer, True), (other_closer, False), (head, True), (engineer, True), (None, False)):
        assert Approval.objects.visible_to(who).filter(pk=approval.pk).exists() is sees
    assert list(Approval.objects.visible_to(engineer).waiting_for(engineer)) == [approval]
    assert list(Approval.objects.visible_to(head).waiting_for(head)) == []


def test_the_page_shows_the_figures_and_takes_the_word(
    client, sign_in, client_company, closer, head, other_closer
):
    approval = ask(client_company, closer, timezone.now())
    address = reverse("approvals:approval", args=[approval.pk])
    assert sign_in(client, other_closer).get(address).status_code == 404
    assert sign_in(client, closer).get(address).context["grant_form"] is None
    grant = reverse("approvals:grant_approval", args=[approval.pk])
    assert client.post(grant, {"grant-comment": ""}).status_code == 403
    page = sign_in(client, head).get(address).content.decode()
    assert "10 750" in page.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    waiting = client.get(reverse("approvals:approvals"))
    assert waiting.context["waiting"] == [approval]
    decline = reverse("approvals:decline_approval", args=[approval.pk])
    assert client.post(decline, {"decline-comment": ""}).status_code == 422
    assert client.post(grant, {"grant-comment": "this once"}).status_code == 302
    assert client.post(grant, {"grant-comment": "again"}).status_code == 409
    approval.refresh_from_db()
    assert (approval.status, approval.comment) == ("granted", "this once")


def test_the_api(client, client_company, closer, head):
    at = timezone.now()
    approval = ask(client_company, closer, at)

    def call(by, method, path, body=None):
        _token, secret = issue_token(owner=by, name="t", scope="write", by=CONSOLE, at=at)
        sent = {"headers": {"Authorization": f"Bearer {secret}"}, "content_type": "application/json"}
        return getattr(client, method)(f"/api/v1/approvals{path}", body, **sent)

    assert call(head, "get", "?waiting_for_me=true").json()["items"][0]["id"] == approval.pk
    assert call(closer, "post", f"/{approval.pk}/grant", {}).status_code == 403
    assert call(head, "post", f"/{approval.pk}/grant", {"comment": "once"}).json()["status"] == "granted"
    again = call(head, "post", f"/{approval.pk}/decline", {"comment": "no"})
    assert (again.status_code, again.json()["type"]) == (409, "urn:okno:problem:conflict")
