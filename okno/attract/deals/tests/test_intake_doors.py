"""Intake, qualification and hand-over by their pages and by the API."""

import json

import pytest
from django.urls import reverse

from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.models import Deal, DealHandover
from okno.attract.leads.api.leads import MOST_BODY
from okno.attract.leads.caller import NEED_LENGTH
from okno.attract.leads.directories import QUESTIONS
from okno.attract.leads.models import Lead, QualificationQuestion
from okno.attract.leads.tests.cast import a_lead
from okno.attract.leads.throttle import MOST_A_MINUTE
from okno.ground.directory.actions.add_item import add_item
from okno.ground.directory.actions.remove_item import remove_item
from okno.ground.ui.tests.addresses import address
from okno.records.catalog.models import Service
from okno.team.people.actions.issue_token import issue_token
from okno.team.promises.models import Promise

pytestmark = pytest.mark.django_db
FORM = {"name": "Вера", "company": "Василёк", "email": "vera@vasilek.test", "need": "Сервер"}


@pytest.fixture
def door(client, now):
    """`door(employee)("post", "/leads", {…})`: one token, as a site has."""

    def of(owner, scope="write"):
        _token, secret = issue_token(owner=owner, name="Сайт", scope=scope, by=owner, at=now)

        def call(method, path, body=None):
            kwargs = {"data": body or {}, "content_type": "application/json"} if method != "get" else {}
            headers = {"Authorization": f"Bearer {secret}"}
            return getattr(client, method)(f"/api/v1{path}", headers=headers, **kwargs)

        return call

    return of


@pytest.fixture
def qualified(head, qualifier, closer, now):
    lead = a_lead(by=qualifier, at=now, brought_by=qualifier)
    words = {"title": "Два сервера", "monthly_minor": 20_000_00}
    return qualify_lead(lead=lead, owner=closer, by=qualifier, at=now, **words)


@pytest.fixture
def service():
    return Service.objects.create(code="hosting", name="Хостинг")


@pytest.fixture
def question(head, now):
    return add_item(
        directory=QUESTIONS, name="Провайдер сейчас", kind="line", is_required=True, by=head, at=now
    )


def page(client, name, *args, expect=200, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == expect
    return answer.content.decode()


def test_a_sites_robot_by_the_api(door, marketer, head, closer):
    call = door(marketer, "leads")
    for number in range(MOST_A_MINUTE + 5):
        said = call("post", "/leads", FORM | {"email": f"{number}@x.test", "company": f"№ {number}"})
        assert said.status_code == 201
    assert Lead.objects.filter(assignment_rule="held").count() == 5
    assert Promise.objects.count() == 1


def test_a_filled_trap_is_held_whatever_its_name(door, marketer, head, closer):
    call = door(marketer, "leads")
    for place, trap in enumerate(("website", "hp")):
        call("post", "/leads", FORM | {"email": f"{place}@x.test", "company": f"№ {place}", trap: "http://"})
    assert set(Lead.objects.values_list("assignment_rule", flat=True)) == {"held"}


def test_a_megabyte_of_comment_is_cut_and_more_is_413(door, marketer, closer):
    call = door(marketer, "leads")
    long = dict.fromkeys(("name", "company", "phone", "campaign", "place", "inn"), "я" * 5_000)
    said = call("post", "/leads", FORM | long | {"need": "я" * 1_000_000})
    assert said.status_code == 413, "a million letters written as \\u0430 are six megabytes"
    assert said.json()["type"] == "urn:okno:problem:too-large"
    assert call("post", "/leads", FORM | long | {"need": "я" * 500_000}).status_code == 201
    lead = Lead.objects.get()
    assert len(lead.need) == NEED_LENGTH and lead.data_issues.keys() == {"need", "phone", "inn"}
    assert call("post", "/leads", FORM | {"need": "a" * MOST_BODY}).status_code == 413


def test_a_service_by_its_code_and_one_that_is_not_ours(door, marketer, closer, service):
    call = door(marketer, "leads")
    call("post", "/leads", FORM | {"service": service.code, "place": "Москва"})
    lead = Lead.objects.get()
    assert (lead.service, lead.place) == (service, "Москва")
    call("post", "/leads", FORM | {"email": "b@x.test", "company": "Б", "service": "хостинг"})
    assert Lead.objects.first().need == "хостинг\nСервер"


def test_held_leads_are_shown_let_go_and_turned_down(client, sign_in, door, marketer, head, closer):
    call = door(marketer, "leads")
    for place in range(3):
        call("post", "/leads", FORM | {"email": f"{place}@x.test", "company": f"№ {place}", "hp": "x"})
    sign_in(client, closer)
    assert "№ 1" not in page(client, "leads:leads", view="held")
    sign_in(client, head)
    assert "№ 1" not in page(client, "leads:leads") and "№ 1" in page(client, "leads:leads", view="held")
    first, second, _third = Lead.objects.order_by("pk")
    client.post(reverse("assignment:release_leads"), {"lead": [first.pk]})
    first.refresh_from_db()
    assert (first.assigned_to, first.assignment_rule) == (closer, "turn")
    asked = client.post(reverse("leads:disqualify_leads"), {"lead": [second.pk]})
    assert asked.status_code == 200 and "№ 1" in asked.content.decode()
    client.post(reverse("leads:disqualify_leads"), {"all": "held", "reason": "Робот"})
    assert set(Lead.objects.values_list("status", flat=True)) == {"new", "disqualified"}
    assert Promise.objects.get().status == "kept"


def test_marked_leads_are_given_to_one(client, sign_in, head, closer, other_closer, now):
    leads = [a_lead(by=head, at=now, email=f"{place}@x.test", name=f"№ {place}") for place in range(3)]
    sign_in(client, head)
    words = {"lead": [lead.pk for lead in leads[:2]], "to": other_closer.pk}
    client.post(reverse("assignment:give_out_leads"), words)
    assert Lead.objects.filter(assigned_to=other_closer).count() >= 2
    assert client.post(reverse("assignment:give_out_leads"), {"lead": [leads[0].pk]}).status_code == 422
    sign_in(client, closer)
    assert client.post(reverse("assignment:give_out_leads"), words).status_code == 403


def test_leads_in_bulk_by_the_api(door, head, closer, other_closer, now):
    leads = [a_lead(by=head, at=now, email=f"{place}@x.test", name=f"№ {place}") for place in range(2)]
    ids = [lead.pk for lead in leads]
    call = door(head)
    assert call("post", "/leads/give-out", {"lead_ids": ids, "employee_id": closer.pk}).json() == {"count": 2}
    assert call("post", "/leads/release", {"lead_ids": ids}).json() == {"count": 0}
    assert call("post", "/leads/disqualify", {"lead_ids": ids, "reason": "Нет"}).json() == {"count": 2}
    assert call("post", "/leads/disqualify", {"lead_ids": [99], "reason": "Нет"}).status_code == 422
    assert door(other_closer)("post", "/leads/release", {"lead_ids": ids}).status_code == 422


def test_the_form_is_built_from_the_questions(client, sign_in, head, closer, question, now):
    lead = a_lead(by=head, at=now)
    sign_in(client, closer)
    address = reverse("deals:qualify_lead", args=[lead.pk])
    assert "Провайдер сейчас" in client.get(address).content.decode()
    words = {"title": "Сервер", "owner": closer.pk, "need": "Сервер", "decision_maker": "Глеб"}
    said = client.post(address, words)
    assert said.status_code == 422 and "Глеб" in said.content.decode(), "nothing typed is lost"
    assert f"answer_{question.code}" in said.context["form"].errors
    client.post(address, words | {f"answer_{question.code}": "Ромашка-Телеком"})
    lead.refresh_from_db()
    assert (lead.status, lead.answers) == ("qualified", {question.code: "Ромашка-Телеком"})
    assert "Ромашка-Телеком" in page(client, "leads:lead", lead.pk)
    assert "Ромашка-Телеком" in page(client, "deals:deal_qualification", lead.deal.pk)


def test_removed_while_the_form_was_open_nothing_is_lost(client, sign_in, head, closer, question, now):
    lead = a_lead(by=head, at=now)
    remove_item(item=question, by=head, at=now)
    sign_in(client, closer)
    words = {"title": "Сервер", "owner": closer.pk, "need": "С", f"answer_{question.code}": "Ромашка"}
    client.post(reverse("deals:qualify_lead", args=[lead.pk]), words)
    lead.refresh_from_db()
    assert lead.answers == {question.code: "Ромашка"}


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("money", "15 000,50", 15_000_50),
        ("number", "12", 12),
        ("date", "2026-12-31", "2026-12-31"),
        ("choice", "два", "два"),
        ("yes_no", "no", False),
        ("text", "строка", "строка"),
    ],
)
def test_each_kind_by_the_page(kind, typed, kept, client, sign_in, head, closer, now):
    question = add_item(
        directory=QUESTIONS, name="Вопрос", kind=kind, choices=["раз", "два"], by=head, at=now
    )
    lead = a_lead(by=head, at=now)
    sign_in(client, closer)
    words = {"title": "Сервер", "owner": closer.pk, "need": "С", f"answer_{question.code}": typed}
    client.post(reverse("deals:qualify_lead", args=[lead.pk]), words)
    lead.refresh_from_db()
    assert lead.answers == {question.code: kept}
    page(client, "leads:lead", lead.pk)


def test_heads_keep_the_questions_by_the_pages(client, sign_in, head, closer):
    sign_in(client, closer)
    page(client, "leads:questions", expect=403)
    sign_in(client, head)
    words = {"name": "Размер", "kind": "choice", "choices": "до 50\nбольше", "is_required": "on"}
    client.post(reverse("leads:add_question"), words)
    question = QualificationQuestion.objects.get(name="Размер")
    assert (question.choices, question.is_required) == (["до 50", "больше"], True)
    client.post(reverse("leads:change_question", args=[question.pk]), {"name": "Штат", "choices": "а\nб"})
    client.post(reverse("leads:order_questions"), {"item": question.pk, "step": "up"})
    codes = list(QualificationQuestion.objects.values_list("code", flat=True))
    assert codes.index(question.code) == len(codes) - 2
    for name in ("remove_question", "return_question"):
        client.post(address(("deals", "leads", "assignment", "plans"), name, [question.pk]))
        assert "Штат" in page(client, "leads:questions")


def test_questions_and_answers_by_the_api(door, head, closer, now):
    call = door(head)
    made = call("post", "/qualification-questions", {"name": "Штат", "kind": "number"}).json()
    call("patch", f"/qualification-questions/{made['id']}", {"is_required": True})
    others = [one["id"] for one in call("get", "/qualification-questions").json() if one["id"] != made["id"]]
    call("post", "/qualification-questions/order", {"order": [made["id"], *others]})
    listed = door(closer)("get", "/qualification-questions").json()
    assert (listed[0]["word"], listed[0]["is_required"]) == ("Штат", True)
    lead = a_lead(by=head, at=now)
    words = {"title": "Сервер", "owner_id": closer.pk}
    missing = call("post", f"/leads/{lead.pk}/qualify", words)
    assert missing.status_code == 422 and f"answer_{made['code']}" in missing.json()["errors"]
    assert (
        call("post", f"/leads/{lead.pk}/qualify", words | {"answers": {made["code"]: 12}}).status_code == 201
    )
    assert call("get", f"/leads/{lead.pk}").json()["answers"] == {made["code"]: 12}
    for verb in ("remove", "return"):
        assert call("post", f"/qualification-questions/{made['id']}/{verb}").status_code == 200


def test_handed_over_and_answered_by_the_pages(client, sign_in, qualified, closer, qualifier, engineer):
    handover = DealHandover.objects.get()
    sign_in(client, engineer)
    page(client, "deals:deal_handover", handover.pk, expect=404)
    sign_in(client, closer)
    assert "Два сервера" in page(client, "deals:deal_handovers")
    assert reverse("deals:accept_deal", args=[handover.pk]) in page(
        client, "deals:deal_qualification", qualified.pk
    )
    address = reverse("deals:return_deal", args=[handover.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Не мой город"})
    sign_in(client, qualifier)
    assert "Не мой город" in page(client, "deals:deal_qualification", qualified.pk)
    assert "Не мой город" in page(client, "deals:deal_handovers", view="answered")
    client.post(reverse("deals:hand_over_deal", args=[qualified.pk]), {"receiver": closer.pk})
    assert "Два сервера" in page(client, "deals:deal_handovers", view="given")
    sign_in(client, closer)
    client.post(reverse("deals:accept_deal", args=[DealHandover.objects.first().pk]))
    assert Deal.objects.get().owner == closer and DealHandover.objects.first().status == "accepted"


def test_handed_over_and_answered_by_the_api(door, qualified, closer, qualifier, other_closer):
    handover = DealHandover.objects.get()
    call = door(closer)
    listed = call("get", "/deal-handovers?status=waiting").json()["items"]
    assert [one["id"] for one in listed] == [handover.pk]
    assert call("post", f"/deal-handovers/{handover.pk}/return", {"reason": "Нет"}).status_code == 200
    given = door(qualifier)("post", f"/deals/{qualified.pk}/hand-over", {"receiver_id": closer.pk})
    assert given.status_code == 201
    again = given.json()["id"]
    assert door(other_closer)("get", f"/deal-handovers/{again}").status_code == 404
    assert call("post", f"/deal-handovers/{again}/accept").json()["status"] == "accepted"
    assert call("post", f"/deal-handovers/{again}/accept").status_code == 409


def test_the_minimum_price_by_page_and_api(client, sign_in, door, head, closer, now):
    lead = a_lead(by=head, at=now)
    sign_in(client, closer)
    address = reverse("leads:tell_minimum_price", args=[lead.pk])
    assert "Вера Васильева" in client.get(address).content.decode()
    client.post(address, {"told_minor": "10 750,00", "whom": "Вера"})
    said = door(closer)("post", f"/leads/{lead.pk}/tell-minimum-price", {"told_minor": 11_000_00}).json()
    assert said["minimum_price_told_minor"] == 11_000_00
    assert "10" in page(client, "leads:lead", lead.pk)


def test_filters_and_views_of_leads(client, sign_in, head, closer, other_closer, service, now):
    one = a_lead(by=head, at=now, service=service)
    a_lead(by=head, at=now, name="Пион", email="pion@pion.test")
    sign_in(client, head)
    assert "Пион" not in page(client, "leads:leads", service=service.pk)
    assert "Пион" not in page(client, "leads:leads", assigned_to=one.assigned_to_id)
    Lead.objects.filter(pk=one.pk).update(assigned_to=None, assignment_rule="nobody")
    text = page(client, "leads:leads", view="nobody")
    assert "Василёк" in text and "Пион" not in text


def test_what_is_handed_over_stands_on_today_and_in_the_notices(client, sign_in, qualified, closer):
    sign_in(client, closer)
    assert reverse("deals:deal_handover", args=[DealHandover.objects.get().pk]) in page(client, "today:today")


def test_a_form_with_a_number_is_json(door, marketer):
    assert json.loads(door(marketer)("post", "/leads", FORM | {"need": 5}).content)["status"] == 422
