"""A draft comes into force, and the rules before it become history."""

import pytest
from django.db import IntegrityError, transaction

from okno.attract.assignment.actions.draft_rules import draft_rules
from okno.attract.assignment.actions.drop_draft import drop_draft
from okno.attract.assignment.actions.put_rules_in_force import put_rules_in_force
from okno.attract.assignment.drafts import RuleDraft
from okno.attract.assignment.models import RuleSet
from okno.attract.assignment.tests.rulebook import (
    add_rule,
    in_force,
    share,
)
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden

pytestmark = pytest.mark.django_db


def test_who_puts_in_force_second_is_told(head, owner, now):
    draft = draft_rules(by=head, at=now)
    seen_by_other = RuleSet.objects.get(pk=draft.pk)
    put_rules_in_force(rule_set=draft, by=head, at=now)
    with pytest.raises(Conflict):
        put_rules_in_force(rule_set=seen_by_other, by=owner, at=now)
    with pytest.raises(Conflict):
        add_rule(rule_set=seen_by_other, given=RuleDraft("x"), by=owner, at=now)
    with pytest.raises(Conflict):
        drop_draft(rule_set=seen_by_other, by=owner, at=now)


def test_the_journal_says_who_put_how_many_rules_in_force(head, owner, closer, now):
    first = in_force(head, now, RuleDraft("All", [share(closer)]))
    draft = draft_rules(by=head, at=now)
    put_rules_in_force(rule_set=draft, by=owner, at=now)
    for rules in (first, draft):
        rules.refresh_from_db()
    assert (first.status, first.ended_at) == ("past", now)
    assert (draft.status, draft.in_force_at, draft.ended_at) == ("acting", now, None)
    entry = Entry.objects.filter(kind="assignment.rules_in_force").latest("pk")
    assert (entry.by, entry.data["count"]) == (owner, 1)


def test_only_heads_put_rules_in_force(head, closer, now):
    draft = draft_rules(by=head, at=now)
    with pytest.raises(Forbidden):
        put_rules_in_force(rule_set=draft, by=closer, at=now)
    assert RuleSet.objects.get().status == "draft"


@pytest.mark.both_engines
def test_past_rules_have_their_end_in_the_database_too(head, now):
    in_force(head, now)
    with pytest.raises(IntegrityError, match="rule_set_status_has_dates"), transaction.atomic():
        RuleSet.objects.update(status="past")
