"""The draft is written whole or stays as it was, and rules in force never change."""

import pytest
from django.utils.translation import override

from okno.attract.assignment.actions.draft_rules import draft_rules
from okno.attract.assignment.actions.write_draft import write_draft
from okno.attract.assignment.drafts import RuleDraft
from okno.attract.assignment.models import AssignmentRule, RuleSet
from okno.attract.assignment.tests.rulebook import (
    add_rule,
    change_rule,
    in_force,
    move_rule,
    remove_rule,
    share,
)
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.ground.kernel.localized import render

pytestmark = pytest.mark.django_db


def test_rules_in_force_never_change(head, closer, now):
    rules = in_force(head, now, RuleDraft("Все", [share(closer)]))
    rule = rules.rules.get()
    for act in (
        lambda: change_rule(rule=rule, given=RuleDraft("x"), by=head, at=now),
        lambda: remove_rule(rule=rule, by=head, at=now),
        lambda: move_rule(rule=rule, place=1, by=head, at=now),
        lambda: write_draft(rule_set=rules, answer_minutes=1, most_passes=1, by=head, at=now),
        lambda: write_draft(rule_set=rules, rules=[], answer_minutes=1, most_passes=1, by=head, at=now),
    ):
        with pytest.raises(Conflict):
            act()


@pytest.mark.parametrize("weight", [0, -1, 101])
def test_a_weight_is_from_one_to_a_hundred(head, closer, now, weight):
    draft = draft_rules(by=head, at=now)
    with pytest.raises(Invalid) as error:
        add_rule(rule_set=draft, given=RuleDraft("x", [share(closer, weight)]), by=head, at=now)
    assert "shares" in error.value.fields
    assert not AssignmentRule.objects.exists()


def test_what_can_never_match_by_mistake_is_refused(head, closer, engineer, now):
    draft = draft_rules(by=head, at=now)
    wrong = {
        "name": RuleDraft("  "),
        "source_types": RuleDraft("x", source_types=["nett"]),
        "channels": RuleDraft("x", channels=["pigeon"]),
        "services": RuleDraft("x", services=[999]),
        "places": RuleDraft("x", places=["я" * 101]),
        "campaigns": RuleDraft("x", campaigns=[str(number) for number in range(51)]),
        "shares": RuleDraft("x", [share(engineer)]),
    }
    for field, given in wrong.items():
        with pytest.raises(Invalid) as error:
            add_rule(rule_set=draft, given=given, by=head, at=now)
        assert list(error.value.fields) == [field]
    with pytest.raises(Invalid):
        add_rule(rule_set=draft, given=RuleDraft("x", [share(closer), share(closer)]), by=head, at=now)
    with pytest.raises(Invalid):
        add_rule(rule_set=draft, given=RuleDraft("x", [share(closer, 1, 0)]), by=head, at=now)
    with pytest.raises(Invalid):
        write_draft(rule_set=draft, answer_minutes=-1, most_passes=1, by=head, at=now)
    with pytest.raises(Invalid):
        write_draft(rule_set=draft, answer_minutes=1, most_passes=21, by=head, at=now)


def test_the_draft_written_whole_is_whole_or_as_it_was(head, closer, now):
    draft = draft_rules(by=head, at=now)
    words = {"answer_minutes": 20, "most_passes": 3, "by": head, "at": now}
    write_draft(rule_set=draft, rules=[RuleDraft("а", [share(closer)]), RuleDraft("б")], **words)
    assert [rule.name for rule in draft.rules.all()] == ["а", "б"]
    with pytest.raises(Invalid):
        write_draft(rule_set=draft, rules=[RuleDraft("в"), RuleDraft("")], **words)
    assert [rule.name for rule in draft.rules.all()] == ["а", "б"]
    assert RuleSet.objects.get().answer_minutes == 20


def test_the_journal_tells_what_was_done_to_the_draft(head, closer, now):
    draft = draft_rules(by=head, at=now)
    first, second = (add_rule(rule_set=draft, given=RuleDraft(x), by=head, at=now) for x in "аб")
    move_rule(rule=second, place=1, by=head, at=now)
    move_rule(rule=second, place=1, by=head, at=now)
    remove_rule(rule=first, by=head, at=now)
    write_draft(rule_set=draft, answer_minutes=30, by=head, at=now)
    entries = Entry.objects.about(draft).filter(kind="assignment.draft_written").order_by("pk")
    with override("ru"):
        changes = [render(one.data["changes"]) for one in entries]
    assert changes == [
        "добавлено «а»",
        "добавлено «б»",
        "порядок: б, а",
        "убрано «а»",
        "рабочих минут до первого ответа: 30, передач не больше: 2",
    ]


def test_the_journal_says_who_wrote_it(head, owner, now):
    draft = draft_rules(by=head, at=now)
    write_draft(rule_set=draft, answer_minutes=30, most_passes=1, by=owner, at=now)
    draft.refresh_from_db()
    assert (draft.answer_minutes, draft.most_passes) == (30, 1)
    assert Entry.objects.get(kind="assignment.draft_written").by == owner


def test_what_changes_nothing_is_no_event(head, now):
    draft = draft_rules(by=head, at=now)
    write_draft(rule_set=draft, answer_minutes=0, by=head, at=now)
    assert not Entry.objects.filter(kind="assignment.draft_written").exists()


def test_only_heads_write_it(head, closer, now):
    draft = draft_rules(by=head, at=now)
    with pytest.raises(Forbidden):
        write_draft(rule_set=draft, answer_minutes=30, by=closer, at=now)
    assert RuleSet.objects.get().answer_minutes == 0
