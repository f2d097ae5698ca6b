"""Pages and operations of the rules of assignment and of first answers."""

import json

import pytest
from django.urls import reverse

from okno.attract.assignment.actions.draft_rules import draft_rules
from okno.attract.assignment.drafts import RuleDraft, print_of
from okno.attract.assignment.models import RuleSet
from okno.attract.assignment.tests.rulebook import a_lead_of, add_rule, in_force, share
from okno.attract.leads.models import Lead

pytestmark = pytest.mark.django_db

DRAFT = "/assignment-rules/draft"


@pytest.fixture
def desk(client, sign_in, head):
    return sign_in(client, head)


def test_a_head_drafts_writes_tries_and_puts_in_force(desk, head, closer, now):
    a_lead_of(head, now, 1, place="Пермь")
    page = reverse("assignment:assignment_rules")
    desk.post(reverse("assignment:draft_rules"))
    draft = RuleSet.objects.get()
    typed = {"name": "Урал", "places": "Пермь\nЕкатеринбург", f"weight_{closer.pk}": "3"}
    answer = desk.post(reverse("assignment:add_rule", args=[draft.pk]), {**typed, f"full_{closer.pk}": "5"})
    rule = draft.rules.get()
    assert answer.status_code == 302 and answer.url == f"{page}#rule-{rule.pk}"
    assert rule.places == ["Пермь", "Екатеринбург"]
    assert list(rule.shares.values_list("employee", "weight", "most_open")) == [(closer.pk, 3, 5)]
    desk.post(reverse("assignment:change_draft", args=[draft.pk]), {"answer_minutes": 30, "most_passes": 1})
    tried = desk.get(reverse("assignment:try_rules", args=[draft.pk]), {"last": "50"})
    assert "Урал" in tried.content.decode() and tried.context["trial"].rules[0].took == 1
    assert "Урал" in desk.get(page).content.decode()
    desk.post(reverse("assignment:put_rules_in_force", args=[draft.pk]))
    draft.refresh_from_db()
    assert (draft.status, draft.answer_minutes, draft.most_passes) == ("acting", 30, 1)
    lead = a_lead_of(head, now, 2, place="Пермь")
    assert "Урал" in desk.get(lead.get_absolute_url()).content.decode()


def test_what_is_wrong_stands_by_its_field_and_nothing_typed_is_lost(desk, head, closer, now):
    draft = draft_rules(by=head, at=now)
    typed = {"name": "Урал", f"weight_{closer.pk}": "101"}
    answer = desk.post(reverse("assignment:add_rule", args=[draft.pk]), typed)
    assert answer.status_code == 422
    assert 'value="101"' in answer.content.decode() and not draft.rules.exists()


def test_a_form_sent_again_after_a_lost_answer_adds_one_rule(desk, head, closer, now):
    draft = draft_rules(by=head, at=now)
    address, typed = reverse("assignment:add_rule", args=[draft.pk]), {f"weight_{closer.pk}": "1"}
    said = [desk.post(address, {**typed, "name": name}).status_code for name in ("Урал", "Урал", "УРАЛ")]
    assert (said, draft.rules.count()) == ([302, 422, 422], 1)
    other = add_rule(rule_set=draft, given=RuleDraft("Сибирь", [share(closer)]), by=head, at=now)
    address = reverse("assignment:change_rule", args=[other.pk])
    assert desk.post(address, {**typed, "name": "урал"}).status_code == 422
    assert desk.post(address, {**typed, "name": "СИБИРЬ"}).status_code == 302, "its own name is no other's"


def test_of_two_heads_at_one_rule_the_second_is_told(desk, head, closer, now):
    draft = draft_rules(by=head, at=now)
    rule = add_rule(rule_set=draft, given=RuleDraft("а", [share(closer)]), by=head, at=now)
    address, seen = reverse("assignment:change_rule", args=[rule.pk]), print_of(rule)
    typed = {f"weight_{closer.pk}": "1", "seen": seen}
    assert desk.post(address, {**typed, "name": "б"}).status_code == 302
    assert desk.post(address, {**typed, "name": "в"}).status_code == 409
    rule.refresh_from_db()
    assert rule.name == "б"


def test_rules_move_and_go_by_buttons(desk, head, now):
    draft = draft_rules(by=head, at=now)
    first, second = (add_rule(rule_set=draft, given=RuleDraft(x), by=head, at=now) for x in "аб")
    desk.post(reverse("assignment:move_rule", args=[second.pk]), {"place": "1"})
    assert [one.name for one in draft.rules.all()] == ["б", "а"]
    desk.post(reverse("assignment:remove_rule", args=[first.pk]))
    assert [one.name for one in draft.rules.all()] == ["б"]
    desk.post(reverse("assignment:drop_draft", args=[draft.pk]))
    assert not RuleSet.objects.exists()


def test_a_seller_reads_the_rules_and_writes_none(client, sign_in, head, closer, engineer, now):
    rules = in_force(head, now, RuleDraft("Все", [share(closer)]))
    sign_in(client, closer)
    assert "Все" in client.get(reverse("assignment:assignment_rules")).content.decode()
    assert client.get(reverse("assignment:try_rules", args=[rules.pk])).status_code == 403
    assert client.post(reverse("assignment:draft_rules")).status_code == 403
    sign_in(client, engineer)
    assert client.get(reverse("assignment:assignment_rules")).status_code == 403
    assert client.get(reverse("assignment:answers")).status_code == 403


def test_the_page_of_rules_asks_the_same_of_many(desk, head, closer, now, django_assert_max_num_queries):
    in_force(head, now, *[RuleDraft(f"№ {number}", [share(closer)]) for number in range(30)])
    with django_assert_max_num_queries(40):
        desk.get(reverse("assignment:assignment_rules"))


def test_the_answers_page_and_its_buttons(desk, head, closer, other_closer):
    from django.utils import timezone

    now = timezone.now()
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=30)
    one, two = a_lead_of(head, now, 1), a_lead_of(head, now, 2)
    page = desk.get(reverse("assignment:answers"))
    assert [row.lead for row in page.context["waiting"]] == [one, two]
    assert "Неизвестные-1" in page.content.decode()
    desk.post(reverse("assignment:answer_lead", args=[one.pk]))
    desk.post(reverse("assignment:pass_on_lead", args=[two.pk]))
    before = two.assigned_to
    one.refresh_from_db()
    two.refresh_from_db()
    assert one.answered_by == head
    assert two.assigned_to not in (before, None)
    assert "Первый ответ" in desk.get(one.get_absolute_url()).content.decode()


def test_a_seller_does_not_see_the_leads_of_others_among_those_who_wait(
    client, sign_in, head, closer, other_closer
):
    from django.utils import timezone

    now = timezone.now()
    in_force(head, now, RuleDraft("Все", [share(other_closer)]))
    lead = a_lead_of(head, now, 1)
    sign_in(client, closer)
    assert client.get(reverse("assignment:answers")).context["waiting"] == []
    assert client.post(reverse("assignment:answer_lead", args=[lead.pk])).status_code == 404


def test_given_by_hand_to_who_is_full_is_told_not_refused(desk, head, closer, other_closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer, 1, 1)]))
    a_lead_of(head, now, 1)
    second = a_lead_of(head, now, 2, company=None)
    Lead.objects.filter(pk=second.pk).update(assigned_to=other_closer)
    answer = desk.post(reverse("assignment:assign_lead", args=[second.pk]), {"to": closer.pk}, follow=True)
    second.refresh_from_db()
    assert second.assigned_to == closer
    assert "потолок по правилам — 1" in answer.content.decode()


def test_the_api_writes_the_draft_whole_and_puts_it_in_force(call_api, head, closer, now):
    made = call_api(head, "post", DRAFT)
    assert made.status_code == 201, made.content
    assert call_api(head, "post", DRAFT).status_code == 409
    rule = {"name": "Урал", "places": ["пермь"], "shares": [{"employee_id": closer.pk, "weight": 2}]}
    body = {"answer_minutes": 30, "most_passes": 2, "rules": [rule]}
    written = call_api(head, "put", DRAFT, body).json()
    assert (written["rules"][0]["name"], written["answer_minutes"]) == ("Урал", 30)
    for weight in (0, -1, 101):
        wrong = {**body, "rules": [{**rule, "shares": [{"employee_id": closer.pk, "weight": weight}]}]}
        assert call_api(head, "put", DRAFT, wrong).status_code == 422
    body = {**body, "rules": [{"name": "Иное"}, rule], "answer_minutes": 15, "most_passes": 1}
    written = call_api(head, "put", DRAFT, body).json()
    assert [(one["position"], one["name"]) for one in written["rules"]] == [(1, "Иное"), (2, "Урал")]
    assert call_api(head, "put", DRAFT, {**body, "rules": [rule]}).json()["answer_minutes"] == 15
    a_lead_of(head, now, 1, place="Пермь")
    tried = call_api(head, "get", f"/assignment-rules/{written['id']}/try?last=50").json()
    assert tried["rules"][0] == {**tried["rules"][0], "fitted": 1, "took": 1}
    assert call_api(head, "post", f"{DRAFT}/put-in-force").json()["status"] == "acting"
    assert call_api(head, "post", f"{DRAFT}/put-in-force").status_code == 404
    listed = call_api(closer, "get", "/assignment-rules?status=acting").json()
    assert [one["id"] for one in listed["items"]] == [written["id"]]
    assert call_api(closer, "post", DRAFT).status_code == 403
    call_api(head, "post", DRAFT)
    assert call_api(head, "delete", DRAFT).status_code == 204


def test_the_api_answers_and_passes_on(call_api, head, closer, other_closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]), answer_minutes=30)
    one, two = a_lead_of(head, now, 1), a_lead_of(head, now, 2)
    said = call_api(one.assigned_to, "post", f"/leads/{one.pk}/answer").json()
    assert said["answered_by_id"] == one.assigned_to_id
    passed = call_api(head, "post", f"/leads/{two.pk}/pass-on").json()
    assert (passed["assignment_rule"], passed["passes"], passed["rule_name"]) == ("passed_on", 1, "Все")
    assert call_api(head, "post", f"/leads/{one.pk}/pass-on").status_code == 409
    assert call_api(closer, "post", "/leads/999999/answer").status_code == 404
    assert json.dumps(said)
