"""The API and the command of leads and deals."""

import pytest

from okno.attract.deals.tests.cast import an_open_deal
from okno.attract.leads.models import Lead
from okno.attract.leads.tests.cast import a_lead
from okno.ground.kernel.fake_ids import make_inn
from okno.team.people.actions.issue_token import issue_token

pytestmark = pytest.mark.django_db
FORM = {"name": "Вера", "company": "Василёк", "email": "vera@vasilek.test", "need": "Сервер"}


@pytest.fixture
def call(client, now):
    """`call(employee, "post", "/leads", {…})` with a token of his."""

    def send(owner, method, path, body=None, scope="write"):
        _token, secret = issue_token(owner=owner, name="test", scope=scope, by=owner, at=now)
        kwargs = {"data": body or {}, "content_type": "application/json"} if method == "post" else {}
        headers = {"Authorization": f"Bearer {secret}"}
        return getattr(client, method)(f"/api/v1{path}", headers=headers, **kwargs)

    return send


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


def test_a_sites_form_files_a_lead_once(call, marketer, closer):
    first = call(marketer, "post", "/leads", FORM, scope="leads")
    assert (first.status_code, first.json()["again"]) == (201, False)
    lead = Lead.objects.get()
    assert (lead.channel, lead.source_type, lead.company.name, lead.contact.name) == (
        "site",
        "net",
        "Василёк",
        "Вера",
    )
    second = call(marketer, "post", "/leads", FORM, scope="leads")
    assert (second.status_code, second.json()) == (200, {"id": lead.pk, "again": True})


def test_a_wrong_inn_from_a_form_is_marked_not_refused(call, marketer, closer, head):
    answer = call(marketer, "post", "/leads", FORM | {"inn": "7707083890"})
    assert answer.status_code == 201
    read = call(head, "get", f"/leads/{answer.json()['id']}").json()
    assert read["data_issues"] == {"inn": "7707083890"} and read["assignment_rule"] == "turn"
    assert (read["rule_name"], read["passes"], read["answered_at"]) == ("", 0, None)


def test_a_form_that_asks_only_for_an_address(call, marketer, closer):
    assert call(marketer, "post", "/leads", {"email": "vera@vasilek.test"}).status_code == 201
    assert Lead.objects.get().company.name == "vera@vasilek.test"


@pytest.mark.parametrize(
    "body",
    [
        {"need": "nobody"},
        FORM | {"imported": True},
        FORM | {"external_id": "A1"},
        FORM | {"channel": "telepathy"},
        FORM | {"name": "a\0b"},
    ],
)
def test_what_a_form_may_not_say_is_invalid(body, call, marketer):
    assert call(marketer, "post", "/leads", body).status_code == 422
    assert not Lead.objects.exists()


def test_a_form_token_only_files(call, head, marketer, now):
    a_lead(by=head, at=now)
    assert call(head, "get", "/leads", scope="leads").status_code == 403
    assert call(head, "get", "/leads").json()["items"][0]["company"] == "Василёк"


def test_qualified_moved_lost_and_opened_again(call, head, closer, now):
    lead = a_lead(by=head, at=now)
    made = call(closer, "post", f"/leads/{lead.pk}/qualify", {"title": "Сервер", "monthly_minor": 10_750_00})
    assert made.status_code == 201
    deal = made.json()
    assert (deal["owner_id"], deal["monthly_minor"], deal["imported"]) == (closer.pk, 10_750_00, False)
    path = f"/deals/{deal['id']}"
    assert call(closer, "post", f"{path}/move", {"stage": "documents"}).json()["stage"] == "documents"
    assert call(closer, "post", f"{path}/lose", {"reason": "price"}).status_code == 422
    lost = call(closer, "post", f"{path}/lose", {"reason": "price", "attitude": "cold"}).json()
    assert (lost["status"], lost["stage"]) == ("lost", "documents")
    assert call(closer, "post", f"{path}/reopen").json()["status"] == "open"
    assert call(closer, "get", "/deals?status=open").json()["items"][0]["id"] == deal["id"]


def test_nothing_but_a_contract_wins(call, deal, closer):
    answer = call(closer, "post", f"/deals/{deal.pk}/move", {"stage": "won"})
    assert answer.status_code == 409 and answer.json()["detail"]
    for body in ({"stage": "proposal", "status": "won"}, {"stage": "proposal", "imported": True}):
        assert call(closer, "post", f"/deals/{deal.pk}/move", body).status_code == 422
    assert call(closer, "post", f"/deals/{deal.pk}/win").status_code == 404
    body = {"reason": "not_recorded", "attitude": "not_recorded"}
    assert call(closer, "post", f"/deals/{deal.pk}/lose", body).status_code == 422
    deal.refresh_from_db()
    assert deal.status == "open"


def test_the_invisible_is_404_and_the_forbidden_403(call, deal, head, closer, other_closer, engineer, now):
    lead = a_lead(by=head, at=now, inn=make_inn(9))
    assert lead.assigned_to == closer
    for path in (f"/leads/{lead.pk}", f"/deals/{deal.pk}"):
        for employee in (other_closer, engineer):
            assert call(employee, "get", path).status_code == 404
    assert call(engineer, "post", "/leads", FORM).status_code == 403
    assert call(closer, "post", f"/leads/{lead.pk}/assign", {"employee_id": closer.pk}).status_code == 403
    given = call(head, "post", f"/leads/{lead.pk}/assign", {"employee_id": other_closer.pk}).json()
    assert (given["assigned_to_id"], given["assignment_rule"]) == (other_closer.pk, "hand")
    assert (
        call(head, "post", f"/leads/{lead.pk}/disqualify", {"reason": "Спам"}).json()["status"]
        == "disqualified"
    )
