"""Whatever is handed to whom, in whatever order: one keeps a client at any time, and no day is nobody's."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from okno.conftest import invite
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import OknoError
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.models import Company
from okno.records.relations.actions.acknowledge_handover import acknowledge_handover
from okno.records.relations.actions.hand_over_client import hand_over_client
from okno.records.relations.actions.hand_over_clients import hand_over_clients
from okno.records.relations.actions.set_manager import set_manager
from okno.records.relations.models import Handover
from okno.team.people.actions.end_employment import end_employment
from okno.team.people.models import Employee, Role

BEGAN_ON = date(2026, 1, 12)
PEOPLE = st.integers(0, 3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("hand over"), PEOPLE, PEOPLE),
        st.tuples(st.just("hand all over"), PEOPLE, PEOPLE),
        st.tuples(st.just("set"), PEOPLE, st.integers(0, 5)),
        st.tuples(st.just("acknowledge"), PEOPLE, PEOPLE),
        st.tuples(st.just("leave"), PEOPLE, PEOPLE),
        st.tuples(st.just("days pass"), st.integers(1, 9), PEOPLE),
    ),
    max_size=14,
)


class HandoverLaws(TestCase):
    @settings(max_examples=60)
    @given(steps=STEPS)
    def test_one_keeps_him_at_any_time(self, steps: list[tuple[str, int, int]]) -> None:
        sellers = [invite(f"Seller{number} S", Role.CLOSER) for number in range(4)]
        head = invite("Head H", Role.HEAD_OF_SALES)
        company, on = add_company(name="Romashka", by=CONSOLE, at=at_hour(BEGAN_ON, 9)), BEGAN_ON
        set_manager(company=company, manager=sellers[0], starts_on=on, by=CONSOLE, at=at_hour(on, 9))
        for verb, one, other in steps:
            if verb == "days pass":
                on += timedelta(days=one)
                continue
            try:
                do(verb, Company.objects.get(), sellers[one], other, head, on)
            except OknoError:
                pass
            self.check(on)

    def check(self, on: date) -> None:
        history = list(Company.objects.get().manager_terms.order_by("starts_on", "pk"))
        assert history[0].starts_on <= BEGAN_ON and history[-1].ends_on is None
        assert history[-1].starts_on <= on and history[-1].manager.left_on is None
        for former, later in pairwise(history):
            assert former.ends_on is not None
            assert later.starts_on - former.ends_on == timedelta(days=1), "an overlap or a hole"
        for waiting in Handover.objects.waiting():
            assert waiting.receiver == history[-1].manager


def do(verb: str, company: Company, one: Employee, number: int, head: Employee, on: date) -> None:
    """A step of somebody; what cannot be is refused by the action."""
    one.refresh_from_db()
    how = {"by": head, "at": at_hour(on, 12)}
    if verb == "set":
        set_manager(company=company, manager=one, starts_on=on - timedelta(days=number), **how)
        return
    other = Employee.objects.with_role(Role.CLOSER).order_by("pk")[number]
    if verb == "hand over":
        hand_over_client(company=company, receiver=one, giver=other, **how)
    elif verb == "hand all over":
        hand_over_clients(giver=other, receiver=one, **how)
    elif verb == "leave":
        end_employment(employee=one, left_on=on, successor=other, **how)
    elif waiting := Handover.objects.waiting().first():
        acknowledge_handover(handover=waiting, rating=3, by=one, at=how["at"])
