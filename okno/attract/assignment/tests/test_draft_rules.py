"""A draft of the rules begins as a copy of those in force; there is one."""

import pytest
from django.utils.translation import override

from okno.attract.assignment.actions.draft_rules import draft_rules
from okno.attract.assignment.actions.put_rules_in_force import put_rules_in_force
from okno.attract.assignment.drafts import RuleDraft
from okno.attract.assignment.models import RuleSet
from okno.attract.assignment.tests.rulebook import (
    a_lead_of,
    change_rule,
    in_force,
    share,
)
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.errors import Conflict, Forbidden

pytestmark = pytest.mark.django_db


def test_a_draft_is_a_copy_and_changes_nothing_until_it_is_in_force(head, closer, other_closer, now):
    first = in_force(head, now, RuleDraft("Все", [share(closer)]), answer_minutes=30, most_passes=1)
    draft = draft_rules(by=head, at=now)
    assert (draft.answer_minutes, draft.most_passes) == (30, 1)
    rule = draft.rules.get()
    assert (rule.name, rule.shares.get().employee) == ("Все", closer)
    change_rule(rule=rule, given=RuleDraft("Лариса", [share(other_closer)]), by=head, at=now)
    assert a_lead_of(head, now, 1).rule_name == "Все"
    put_rules_in_force(rule_set=draft, by=head, at=now)
    assert a_lead_of(head, now, 2).rule_name == "Лариса"
    first.refresh_from_db()
    assert (first.status, first.ended_at) == ("past", now)


def test_there_is_one_draft_and_the_second_head_is_told(head, owner, now):
    draft_rules(by=head, at=now)
    with pytest.raises(Conflict):
        draft_rules(by=owner, at=now)


def test_the_journal_says_who_began_it_and_the_first_begins_empty(head, now):
    draft = draft_rules(by=head, at=now)
    assert (draft.status, draft.drafted_by, draft.drafted_at) == ("draft", head, now)
    assert (draft.answer_minutes, draft.most_passes, draft.rules.count()) == (0, 2, 0)
    assert Entry.objects.get(kind="assignment.rules_drafted").by == head


def test_only_heads_begin_one(closer, now):
    for other in (closer, CLOCK):
        with pytest.raises(Forbidden):
            draft_rules(by=other, at=now)
    assert not RuleSet.objects.exists()


def test_who_is_second_is_told_what_to_do(head, owner, now):
    draft_rules(by=head, at=now)
    sentence = r"^A draft already exists\. Reload the page to continue it\.$"
    with override("en"), pytest.raises(Conflict, match=sentence):
        draft_rules(by=owner, at=now)
    assert RuleSet.objects.count() == 1
