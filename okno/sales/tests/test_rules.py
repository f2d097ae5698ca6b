"""Rules of assignment: written in a draft, put in force, followed by live leads."""

from datetime import timedelta

import pytest

from okno.catalog.models import Service
from okno.kernel.clock import at_hour
from okno.kernel.errors import Conflict, Forbidden, Invalid
from okno.people.actions.announce_absence import announce_absence
from okno.people.models import Employee
from okno.sales.actions.add_rule import add_rule
from okno.sales.actions.change_draft import change_draft
from okno.sales.actions.change_rule import change_rule
from okno.sales.actions.draft_rules import draft_rules
from okno.sales.actions.drop_draft import drop_draft
from okno.sales.actions.move_rule import move_rule
from okno.sales.actions.put_rules_in_force import put_rules_in_force
from okno.sales.actions.remove_rule import remove_rule
from okno.sales.actions.write_draft import write_draft
from okno.sales.assignment.drafts import GivenRule
from okno.sales.models import AssignmentRule, Lead, RuleSet
from okno.sales.tests.rulebook import a_lead_of, in_force, share

pytestmark = pytest.mark.django_db


def test_the_first_rule_that_fits_gives_and_its_name_is_kept(head, closer, other_closer, now):
    in_force(
        head,
        now,
        GivenRule("Урал", [share(other_closer)], places=["екатеринбург", "Пермь"]),
        GivenRule("Реклама", [share(closer)], natures=["net"], channels=["advertising"]),
    )
    ural = a_lead_of(head, now, 1, channel="advertising", place="г. ЕКАТЕРИНБУРГ, ул. Мира")
    advert = a_lead_of(head, now, 2, channel="advertising", place="Москва")
    other = a_lead_of(head, now, 3, channel="call")
    assert (ural.assigned_to, ural.assignment_rule, ural.rule_name) == (other_closer, "specialised", "Урал")
    assert (advert.assigned_to, advert.rule_name) == (closer, "Реклама")
    assert (other.assignment_rule, other.rule_name) == ("turn", "")
    assert ural.assigned_at == now


def test_weights_share_out_two_to_one(head, closer, other_closer, now):
    in_force(head, now, GivenRule("Все", [share(closer, 2), share(other_closer, 1)]))
    given = [a_lead_of(head, now, number).assigned_to for number in range(9)]
    assert (given.count(closer), given.count(other_closer)) == (6, 3)


def test_who_is_away_is_skipped_and_told_in_the_journal(head, closer, other_closer, now):
    away_from(closer, other_closer, now)
    in_force(head, now, GivenRule("Все", [share(closer, 100), share(other_closer)]))
    lead = a_lead_of(head, now, 1)
    assert lead.assigned_to == other_closer
    assert passed_by(lead) == {"Konstantin Closerov": "away"}


def test_who_is_full_is_skipped_until_he_has_fewer(head, closer, other_closer, now):
    in_force(head, now, GivenRule("Все", [share(closer, 1, 1), share(other_closer, 1, 2)]))
    given = [a_lead_of(head, now, number) for number in range(3)]
    assert sorted(one.assigned_to.name for one in given) == [
        "Konstantin Closerov",
        "Larisa Closerova",
        "Larisa Closerova",
    ]
    fourth = a_lead_of(head, now, 4)
    assert fourth.assignment_rule == "turn"
    assert passed_by(fourth) == {"Konstantin Closerov": "full", "Larisa Closerova": "full"}
    Lead.objects.filter(assigned_to=closer).update(status="qualified", closed_at=now)
    assert a_lead_of(head, now, 5).assigned_to == closer


def test_a_rule_without_anybody_able_lets_the_next_one_fire(head, closer, other_closer, now):
    in_force(head, now, GivenRule("Пусто", []), GivenRule("Все", [share(closer)]))
    assert a_lead_of(head, now, 1).rule_name == "Все"


def test_the_absent_is_skipped_in_turn_too(head, closer, other_closer, now):
    away_from(closer, other_closer, now)
    assert {a_lead_of(head, now, number).assigned_to for number in range(2)} == {other_closer}


def test_the_manager_of_who_recommended_gets_it_though_he_is_away(
    head, closer, other_closer, account_manager, client_company, now
):
    away_from(account_manager, closer, now)
    in_force(head, now, GivenRule("Все", [share(other_closer)]))
    lead = a_lead_of(head, now, 1, recommended_by=client_company)
    assert (lead.assigned_to, lead.assignment_rule) == (account_manager, "recommended")


def test_a_substitute_sees_the_leads_of_who_is_away_today(head, closer, other_closer):
    from django.utils import timezone

    now = timezone.now()
    lead = a_lead_of(head, now, 1)
    mine, other = (closer, other_closer) if lead.assigned_to == closer else (other_closer, closer)
    assert not Lead.objects.visible_to(other).filter(pk=lead.pk).exists()
    away_from(mine, other, now)
    assert Lead.objects.visible_to(other).filter(pk=lead.pk).exists()


def test_by_service(head, closer, other_closer, now):
    a_service = Service.objects.create(code="servers", name="Серверы")
    in_force(head, now, GivenRule("Серверы", [share(other_closer)], services=[a_service.pk]))
    assert a_lead_of(head, now, 1, service=a_service).assigned_to == other_closer
    assert a_lead_of(head, now, 2).assignment_rule == "turn"


def test_campaigns_are_words_within(head, closer, now):
    in_force(head, now, GivenRule("Ёлки", [share(closer)], campaigns=["ёлк"]))
    assert a_lead_of(head, now, 1, campaign="Новогодние ЕЛКИ 2026").rule_name == "Ёлки"
    assert a_lead_of(head, now, 2, campaign="Осень").rule_name == ""


def test_a_draft_is_a_copy_and_changes_nothing_until_it_is_in_force(head, closer, other_closer, now):
    first = in_force(head, now, GivenRule("Все", [share(closer)]), answer_minutes=30, most_passes=1)
    draft = draft_rules(by=head, at=now)
    assert (draft.answer_minutes, draft.most_passes) == (30, 1)
    rule = draft.rules.get()
    assert (rule.name, rule.shares.get().employee) == ("Все", closer)
    change_rule(rule=rule, given=GivenRule("Лариса", [share(other_closer)]), by=head, at=now)
    assert a_lead_of(head, now, 1).rule_name == "Все"
    put_rules_in_force(rule_set=draft, by=head, at=now)
    assert a_lead_of(head, now, 2).rule_name == "Лариса"
    first.refresh_from_db()
    assert (first.status, first.ended_at) == ("past", now)


def test_there_is_one_draft_and_the_second_head_is_told(head, owner, now):
    draft_rules(by=head, at=now)
    with pytest.raises(Conflict):
        draft_rules(by=owner, at=now)


def test_who_puts_in_force_second_is_told(head, owner, now):
    draft = draft_rules(by=head, at=now)
    seen_by_other = RuleSet.objects.get(pk=draft.pk)
    put_rules_in_force(rule_set=draft, by=head, at=now)
    with pytest.raises(Conflict):
        put_rules_in_force(rule_set=seen_by_other, by=owner, at=now)
    with pytest.raises(Conflict):
        add_rule(rule_set=seen_by_other, given=GivenRule("x"), by=owner, at=now)
    with pytest.raises(Conflict):
        drop_draft(rule_set=seen_by_other, by=owner, at=now)


def test_rules_in_force_never_change(head, closer, now):
    rules = in_force(head, now, GivenRule("Все", [share(closer)]))
    rule = rules.rules.get()
    for act in (
        lambda: change_rule(rule=rule, given=GivenRule("x"), by=head, at=now),
        lambda: remove_rule(rule=rule, by=head, at=now),
        lambda: move_rule(rule=rule, place=1, by=head, at=now),
        lambda: change_draft(rule_set=rules, answer_minutes=1, most_passes=1, by=head, at=now),
        lambda: write_draft(rule_set=rules, rules=[], answer_minutes=1, most_passes=1, by=head, at=now),
    ):
        with pytest.raises(Conflict):
            act()


def test_rules_change_places(head, now):
    draft = draft_rules(by=head, at=now)
    for name in "абв":
        add_rule(rule_set=draft, given=GivenRule(name), by=head, at=now)
    move_rule(rule=draft.rules.get(name="в"), place=1, by=head, at=now)
    assert [rule.name for rule in draft.rules.all()] == ["в", "а", "б"]
    move_rule(rule=draft.rules.get(name="в"), place=99, by=head, at=now)
    assert [rule.name for rule in draft.rules.all()] == ["а", "б", "в"]
    remove_rule(rule=draft.rules.get(name="а"), by=head, at=now)
    assert [rule.name for rule in draft.rules.all()] == ["б", "в"]


@pytest.mark.parametrize("weight", [0, -1, 101])
def test_a_weight_is_from_one_to_a_hundred(head, closer, now, weight):
    draft = draft_rules(by=head, at=now)
    with pytest.raises(Invalid) as error:
        add_rule(rule_set=draft, given=GivenRule("x", [share(closer, weight)]), by=head, at=now)
    assert "shares" in error.value.fields
    assert not AssignmentRule.objects.exists()


def test_what_can_never_match_by_mistake_is_refused(head, closer, engineer, now):
    draft = draft_rules(by=head, at=now)
    wrong = {
        "name": GivenRule("  "),
        "natures": GivenRule("x", natures=["nett"]),
        "channels": GivenRule("x", channels=["pigeon"]),
        "services": GivenRule("x", services=[999]),
        "places": GivenRule("x", places=["я" * 101]),
        "campaigns": GivenRule("x", campaigns=[str(number) for number in range(51)]),
        "shares": GivenRule("x", [share(engineer)]),
    }
    for field, given in wrong.items():
        with pytest.raises(Invalid) as error:
            add_rule(rule_set=draft, given=given, by=head, at=now)
        assert list(error.value.fields) == [field]
    with pytest.raises(Invalid):
        add_rule(rule_set=draft, given=GivenRule("x", [share(closer), share(closer)]), by=head, at=now)
    with pytest.raises(Invalid):
        add_rule(rule_set=draft, given=GivenRule("x", [share(closer, 1, 0)]), by=head, at=now)
    with pytest.raises(Invalid):
        change_draft(rule_set=draft, answer_minutes=-1, most_passes=1, by=head, at=now)
    with pytest.raises(Invalid):
        change_draft(rule_set=draft, answer_minutes=1, most_passes=21, by=head, at=now)


def test_who_left_stands_in_no_new_rule_and_takes_nothing_by_an_old_one(head, closer, other_closer, now):
    in_force(head, now, GivenRule("Все", [share(closer), share(other_closer)]))
    Employee.objects.filter(pk=closer.pk).update(left_on=now.date(), takes_leads=False)
    closer.refresh_from_db()
    assert {a_lead_of(head, now, number).assigned_to for number in range(3)} == {other_closer}
    draft = draft_rules(by=head, at=now)
    with pytest.raises(Invalid):
        add_rule(rule_set=draft, given=GivenRule("x", [share(closer)]), by=head, at=now)


def test_the_draft_written_whole_is_whole_or_as_it_was(head, closer, now):
    draft = draft_rules(by=head, at=now)
    words = {"answer_minutes": 20, "most_passes": 3, "by": head, "at": now}
    write_draft(rule_set=draft, rules=[GivenRule("а", [share(closer)]), GivenRule("б")], **words)
    assert [rule.name for rule in draft.rules.all()] == ["а", "б"]
    with pytest.raises(Invalid):
        write_draft(rule_set=draft, rules=[GivenRule("в"), GivenRule("")], **words)
    assert [rule.name for rule in draft.rules.all()] == ["а", "б"]
    assert RuleSet.objects.get().answer_minutes == 20


def test_only_heads_write_rules(closer, head, now):
    draft = draft_rules(by=head, at=now)
    rule = add_rule(rule_set=draft, given=GivenRule("x"), by=head, at=now)
    said = {"by": closer, "at": now}
    for act in (
        lambda: draft_rules(**said),
        lambda: add_rule(rule_set=draft, given=GivenRule("x"), **said),
        lambda: change_rule(rule=rule, given=GivenRule("y"), **said),
        lambda: move_rule(rule=rule, place=1, **said),
        lambda: remove_rule(rule=rule, **said),
        lambda: change_draft(rule_set=draft, answer_minutes=1, most_passes=1, **said),
        lambda: write_draft(rule_set=draft, rules=[], answer_minutes=1, most_passes=1, **said),
        lambda: put_rules_in_force(rule_set=draft, **said),
        lambda: drop_draft(rule_set=draft, **said),
    ):
        with pytest.raises(Forbidden):
            act()


def test_a_dropped_draft_is_gone_and_another_may_begin(head, now):
    drop_draft(rule_set=draft_rules(by=head, at=now), by=head, at=now)
    assert not RuleSet.objects.exists()
    draft_rules(by=head, at=now)


def test_who_was_away_a_week_does_not_get_the_week_at_once(head, closer, other_closer, now):
    in_force(head, now, GivenRule("Все", [share(closer), share(other_closer)]))
    absence = away_from(closer, other_closer, now)
    for number in range(10):
        assert a_lead_of(head, now, number).assigned_to == other_closer
    back = at_hour(absence.ends_on + timedelta(days=1), 10)
    given = [a_lead_of(head, back, 100 + number).assigned_to for number in range(6)]
    assert (given.count(closer), given.count(other_closer)) == (3, 3)


def away_from(employee, substitute, now):
    return announce_absence(
        employee=employee,
        kind="trip",
        starts_on=now.date(),
        ends_on=now.date() + timedelta(days=4),
        substitute=substitute,
        by=employee,
        at=now,
    )


def passed_by(lead):
    from okno.journal.models import Entry

    return Entry.objects.about(lead).get(kind="sales.lead_registered").data["passed_by"]
