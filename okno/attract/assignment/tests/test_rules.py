"""Rules of assignment: written in a draft, put in force, followed by live leads."""

from datetime import timedelta

import pytest

from okno.attract.assignment.actions.draft_rules import draft_rules
from okno.attract.assignment.actions.drop_draft import drop_draft
from okno.attract.assignment.actions.put_rules_in_force import put_rules_in_force
from okno.attract.assignment.actions.write_draft import write_draft
from okno.attract.assignment.assign import assign
from okno.attract.assignment.drafts import RuleDraft, print_of
from okno.attract.assignment.tests.rulebook import (
    a_lead_of,
    add_rule,
    change_rule,
    in_force,
    move_rule,
    remove_rule,
    share,
)
from okno.attract.leads.models import Lead
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.records.catalog.models import Service
from okno.records.clients.actions.add_company import add_company
from okno.records.relations.actions.set_manager import set_manager
from okno.team.people.actions.announce_absence import announce_absence
from okno.team.people.models import Employee

pytestmark = pytest.mark.django_db


def test_the_first_rule_that_fits_gives_and_its_name_is_kept(head, closer, other_closer, now):
    in_force(
        head,
        now,
        RuleDraft("Урал", [share(other_closer)], places=["екатеринбург", "Пермь"]),
        RuleDraft("Реклама", [share(closer)], source_types=["net"], channels=["advertising"]),
    )
    ural = a_lead_of(head, now, 1, channel="advertising", place="г. ЕКАТЕРИНБУРГ, ул. Мира")
    advert = a_lead_of(head, now, 2, channel="advertising", place="Москва")
    other = a_lead_of(head, now, 3, channel="call")
    assert (ural.assigned_to, ural.assignment_rule, ural.rule_name) == (other_closer, "specialised", "Урал")
    assert (advert.assigned_to, advert.rule_name) == (closer, "Реклама")
    assert (other.assignment_rule, other.rule_name) == ("turn", "")
    assert ural.assigned_at == now


def test_weights_share_out_two_to_one(head, closer, other_closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer, 2), share(other_closer, 1)]))
    given = [a_lead_of(head, now, number).assigned_to for number in range(9)]
    assert (given.count(closer), given.count(other_closer)) == (6, 3)


def test_who_is_away_is_skipped_and_told_in_the_journal(head, closer, other_closer, now):
    away_from(closer, other_closer, now)
    in_force(head, now, RuleDraft("Все", [share(closer, 100), share(other_closer)]))
    lead = a_lead_of(head, now, 1)
    assert lead.assigned_to == other_closer
    assert passed_by(lead) == {"Konstantin Closerov": "away"}


def test_who_is_full_is_skipped_until_he_has_fewer(head, closer, other_closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer, 1, 1), share(other_closer, 1, 2)]))
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
    in_force(head, now, RuleDraft("Пусто", []), RuleDraft("Все", [share(closer)]))
    assert a_lead_of(head, now, 1).rule_name == "Все"


def test_the_absent_is_skipped_in_turn_too(head, closer, other_closer, now):
    away_from(closer, other_closer, now)
    assert {a_lead_of(head, now, number).assigned_to for number in range(2)} == {other_closer}


def test_the_manager_of_who_recommended_gets_it_though_he_is_away(
    head, closer, other_closer, account_manager, client_company, now
):
    away_from(account_manager, closer, now)
    in_force(head, now, RuleDraft("Все", [share(other_closer)]))
    lead = a_lead_of(head, now, 1, recommended_by=client_company)
    assert (lead.assigned_to, lead.assignment_rule) == (account_manager, "recommended")


def test_a_recommendation_comes_before_the_clients_own_manager(
    other_closer, account_manager, client_company, own_company, now
):
    """L2: who earned the recommendation gets the lead, also of a company that somebody keeps already."""
    other = add_company(name="Василёк", by=CONSOLE, at=now)
    set_manager(company=other, manager=other_closer, starts_on=local_date(now), by=CONSOLE, at=now)
    kept = {"company": other, "brought_by": None, "on": local_date(now)}
    assert assign(**kept, recommended_by=None).to == other_closer
    recommended = assign(**kept, recommended_by=client_company)
    assert (recommended.to, recommended.rule) == (account_manager, "recommended")


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
    in_force(head, now, RuleDraft("Серверы", [share(other_closer)], services=[a_service.pk]))
    assert a_lead_of(head, now, 1, service=a_service).assigned_to == other_closer
    assert a_lead_of(head, now, 2).assignment_rule == "turn"


def test_campaigns_are_words_within(head, closer, now):
    in_force(head, now, RuleDraft("Ёлки", [share(closer)], campaigns=["ёлк"]))
    assert a_lead_of(head, now, 1, campaign="Новогодние ЕЛКИ 2026").rule_name == "Ёлки"
    assert a_lead_of(head, now, 2, campaign="Осень").rule_name == ""


def test_rules_change_places(head, now):
    draft = draft_rules(by=head, at=now)
    for name in "абв":
        add_rule(rule_set=draft, given=RuleDraft(name), by=head, at=now)
    move_rule(rule=draft.rules.get(name="в"), place=1, by=head, at=now)
    assert [rule.name for rule in draft.rules.all()] == ["в", "а", "б"]
    move_rule(rule=draft.rules.get(name="в"), place=99, by=head, at=now)
    assert [rule.name for rule in draft.rules.all()] == ["а", "б", "в"]
    remove_rule(rule=draft.rules.get(name="а"), by=head, at=now)
    assert [rule.name for rule in draft.rules.all()] == ["б", "в"]


def test_who_left_stands_in_no_new_rule_and_takes_nothing_by_an_old_one(head, closer, other_closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]))
    Employee.objects.filter(pk=closer.pk).update(left_on=local_date(now), takes_leads=False)
    closer.refresh_from_db()
    assert {a_lead_of(head, now, number).assigned_to for number in range(3)} == {other_closer}
    draft = draft_rules(by=head, at=now)
    with pytest.raises(Invalid):
        add_rule(rule_set=draft, given=RuleDraft("x", [share(closer)]), by=head, at=now)


def test_a_rule_that_nobody_touches_keeps_a_seller_who_has_left(head, closer, other_closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer)]))
    Employee.objects.filter(pk=closer.pk).update(left_on=local_date(now), takes_leads=False)
    draft = draft_rules(by=head, at=now)
    old = draft.rules.get()
    new = add_rule(rule_set=draft, given=RuleDraft("Урал", [share(other_closer)]), by=head, at=now)
    move_rule(rule=new, place=1, by=head, at=now)
    assert [rule.pk for rule in draft.rules.all()] == [new.pk, old.pk]
    assert old.shares.get().employee == closer
    with pytest.raises(Invalid):
        change_rule(rule=old, given=RuleDraft("Все", [share(closer, 2)]), by=head, at=now)


def test_two_heads_who_change_two_rules_lose_nothing(head, owner, closer, now):
    draft = draft_rules(by=head, at=now)
    first, second = (add_rule(rule_set=draft, given=RuleDraft(x), by=head, at=now) for x in "аб")
    seen = print_of(first)
    change_rule(rule=second, given=RuleDraft("в", [share(closer)]), by=owner, at=now)
    change_rule(rule=first, given=RuleDraft("г"), seen=seen, by=head, at=now)
    assert [rule.name for rule in draft.rules.all()] == ["г", "в"]
    with pytest.raises(Conflict):
        change_rule(rule=first, given=RuleDraft("д"), seen=seen, by=owner, at=now)
    remove_rule(rule=first, by=head, at=now)
    with pytest.raises(Conflict):
        change_rule(rule=first, given=RuleDraft("д"), by=owner, at=now)


def test_only_heads_write_rules(closer, head, now):
    draft = draft_rules(by=head, at=now)
    rule = add_rule(rule_set=draft, given=RuleDraft("x"), by=head, at=now)
    said = {"by": closer, "at": now}
    for act in (
        lambda: draft_rules(**said),
        lambda: add_rule(rule_set=draft, given=RuleDraft("x"), **said),
        lambda: change_rule(rule=rule, given=RuleDraft("y"), **said),
        lambda: move_rule(rule=rule, place=1, **said),
        lambda: remove_rule(rule=rule, **said),
        lambda: write_draft(rule_set=draft, answer_minutes=1, most_passes=1, **said),
        lambda: write_draft(rule_set=draft, rules=[], answer_minutes=1, most_passes=1, **said),
        lambda: put_rules_in_force(rule_set=draft, **said),
        lambda: drop_draft(rule_set=draft, **said),
    ):
        with pytest.raises(Forbidden):
            act()


def test_who_was_away_a_week_does_not_get_the_week_at_once(head, closer, other_closer, now):
    in_force(head, now, RuleDraft("Все", [share(closer), share(other_closer)]))
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
        starts_on=local_date(now),
        ends_on=local_date(now) + timedelta(days=4),
        substitute=substitute,
        by=employee,
        at=now,
    )


def passed_by(lead):
    from okno.ground.journal.models import Entry

    return Entry.objects.about(lead).get(kind="leads.lead_registered").data["passed_by"]
