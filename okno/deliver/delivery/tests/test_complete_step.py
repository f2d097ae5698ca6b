"""D1: steps by role and in order."""

import pytest

from okno.deliver.delivery.actions.complete_step import complete_step
from okno.deliver.delivery.tests.cast import a_released_order, a_started_order
from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR
from okno.ground.kernel.errors import Conflict, Forbidden

pytestmark = pytest.mark.django_db


def test_one_after_another(now, engineer, account_manager):
    prepare, connect, check, hand_over = a_started_order(at=now).steps.all()
    with pytest.raises(Conflict) as conflict:
        complete_step(step=connect, by=engineer, at=now)
    assert str(prepare) in str(conflict.value)
    for step in (prepare, connect, check):
        assert step.is_next
        complete_step(step=step, by=engineer, at=now)
        assert (step.done_by, step.done_at) == (engineer, now)
    complete_step(step=hand_over, by=account_manager, at=now)


def test_done_once(now, engineer):
    prepare = a_started_order(at=now).steps.first()
    complete_step(step=prepare, by=engineer, at=now)
    with pytest.raises(Conflict):
        complete_step(step=prepare, by=engineer, at=now)


def test_not_before_the_start(now, engineer):
    with pytest.raises(Conflict):
        complete_step(step=a_released_order(at=now).steps.first(), by=engineer, at=now)


def test_by_the_steps_role_and_heads(now, engineer, head, closer, accountant, account_manager):
    order = a_started_order(at=now, by=closer)
    prepare, connect, check, hand_over = order.steps.all()
    for other in (closer, accountant, account_manager, CLOCK, CONSOLE, VISITOR):
        with pytest.raises(Forbidden):
            complete_step(step=prepare, by=other, at=now)
    complete_step(step=prepare, by=head, at=now)
    for step in (connect, check):
        complete_step(step=step, by=engineer, at=now)
    with pytest.raises(Forbidden):
        complete_step(step=hand_over, by=engineer, at=now)
    # The closer won this client and keeps him until he hands him over: he is the one voice.
    complete_step(step=hand_over, by=closer, at=now)
