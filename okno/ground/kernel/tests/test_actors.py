"""Who acts is always said: an action takes no nobody, and the house is told from a visitor."""

from dataclasses import dataclass
from itertools import product

import pytest

from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import (
    CLOCK,
    CONSOLE,
    VISITOR,
    Actor,
    ActorKind,
    actor_of,
    reaction_to,
    token_actor,
)


@dataclass(frozen=True)
class Person:
    pk: int
    roles: tuple[str, ...] = ()

    def has(self, *roles: str) -> bool:
        return not set(roles).isdisjoint(self.roles)


ANNA = Person(7, ("closer",))


@pytest.fixture
def act(db):
    @action
    def act(*, by: Actor) -> Actor:
        return by

    return act


def test_an_action_takes_an_employee_for_one_who_acts_through_the_pages(act):
    assert act(by=ANNA) == Actor(ActorKind.EMPLOYEE, employee=ANNA)
    assert act(by=CLOCK) is CLOCK


def test_an_action_refuses_nobody(act):
    with pytest.raises(TypeError, match="CLOCK"):
        act(by=None)
    with pytest.raises(TypeError, match="CLOCK"):
        act()


def test_an_action_without_an_actor_stays_without_one(db):
    @action
    def count(*, to: int) -> int:
        return to + 1

    assert count(to=2) == 3


def test_only_who_acts_for_an_employee_has_roles():
    by_token = token_actor(ANNA, 3)
    assert by_token.has("closer") and not by_token.has("owner") and by_token.token_id == 3
    assert reaction_to("deals.deal_won", by_token).has("closer")
    assert not any(
        nobody.has("closer") for nobody in (CLOCK, CONSOLE, VISITOR, reaction_to("deals.deal_won"))
    )


def test_the_house_is_the_clock_the_console_and_what_they_caused():
    for house in (CLOCK, CONSOLE, reaction_to("a.b", CLOCK), reaction_to("a.b", VISITOR), reaction_to("a.b")):
        assert house.is_machine
    for person in (VISITOR, actor_of(ANNA), token_actor(ANNA, 3), reaction_to("a.b", actor_of(ANNA))):
        assert not person.is_machine


def test_a_key_that_is_not_set_is_nobodys():
    assert actor_of(ANNA).is_one_of(None, 7)
    assert not actor_of(ANNA).is_one_of(None, 8)
    assert not any(nobody.is_one_of(None) for nobody in (CLOCK, CONSOLE, VISITOR))


def test_a_reaction_says_which_event_caused_it_and_in_whose_name():
    reaction = reaction_to("contracts.contract_signed", token_actor(ANNA, 3))
    assert (reaction.cause, reaction.employee, reaction.token_id) == ("contracts.contract_signed", ANNA, 3)


def test_a_kind_agrees_with_its_employee():
    possible = {
        (kind, employee) for kind, employee in product(ActorKind, (None, ANNA)) if _can_be(kind, employee)
    }
    assert possible == {
        (ActorKind.EMPLOYEE, ANNA),
        (ActorKind.TOKEN, ANNA),
        (ActorKind.AGENT, ANNA),
        (ActorKind.CONTACT, None),
        (ActorKind.CLOCK, None),
        (ActorKind.CONSOLE, None),
        (ActorKind.VISITOR, None),
        (ActorKind.LETTER, None),
        (ActorKind.REACTION, None),
        (ActorKind.REACTION, ANNA),
    }


def _can_be(kind, employee):
    try:
        Actor(kind, employee=employee)
    except ValueError:
        return False
    return True
