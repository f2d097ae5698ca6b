"""A draft of rules is dropped; those in force stay as they are."""

import pytest
from django.utils.translation import override

from okno.attract.assignment.actions.draft_rules import draft_rules
from okno.attract.assignment.actions.drop_draft import drop_draft
from okno.attract.assignment.actions.put_rules_in_force import put_rules_in_force
from okno.attract.assignment.models import RuleSet
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden

pytestmark = pytest.mark.django_db


def test_a_dropped_draft_is_gone_and_another_may_begin(head, now):
    drop_draft(rule_set=draft_rules(by=head, at=now), by=head, at=now)
    assert not RuleSet.objects.exists()
    draft_rules(by=head, at=now)


def test_the_journal_says_who_dropped_it_and_the_rules_in_force_stay(head, owner, now):
    acting = put_rules_in_force(rule_set=draft_rules(by=head, at=now), by=head, at=now)
    drop_draft(rule_set=draft_rules(by=head, at=now), by=owner, at=now)
    assert RuleSet.objects.get() == acting
    assert Entry.objects.get(kind="assignment.rules_dropped").by == owner


def test_only_heads_drop_one(head, closer, now):
    draft = draft_rules(by=head, at=now)
    with pytest.raises(Forbidden):
        drop_draft(rule_set=draft, by=closer, at=now)
    assert RuleSet.objects.get() == draft


def test_what_another_head_has_put_in_force_meanwhile_is_not_dropped(head, owner, now):
    draft = draft_rules(by=head, at=now)
    seen_by_owner = RuleSet.objects.get()
    put_rules_in_force(rule_set=draft, by=head, at=now)
    sentence = r"^These rules are no longer a draft\. Reload the page\.$"
    with override("en"), pytest.raises(Conflict, match=sentence):
        drop_draft(rule_set=seen_by_owner, by=owner, at=now)
    assert RuleSet.objects.get().status == "acting"
