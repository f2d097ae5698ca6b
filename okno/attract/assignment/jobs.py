"""The job of the clock: leads without a first response pass on (L2)."""

import logging
from datetime import datetime, timedelta

from okno.attract.assignment.actions.pass_on_lead import pass_on_lead
from okno.attract.assignment.models import RuleSet
from okno.attract.assignment.reassignment import overdue_leads
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict
from okno.ground.kernel.workhours import working_minutes_between

logger = logging.getLogger(__name__)


def pass_on_leads(*, by: Actor, at: datetime) -> int:
    """Pass on overdue leads and return how many went to a seller or to the head; 0 outside working hours.

    Each lead is an action of its own: a failing one does not stop the others, and the rules are not locked
    for all of them while new leads come in.
    """
    acting = RuleSet.objects.acting()
    if acting is None or not acting.answer_minutes or not is_work_time(at):
        return 0
    done = 0
    for lead in overdue_leads(acting, at):
        try:
            pass_on_lead(lead=lead, by=by, at=at)
        except Conflict:
            # Answered, closed or passed on by another clock at this moment.
            continue
        except Exception:
            logger.exception("passing on lead %s", lead.pk)
        else:
            done += 1
    return done


def is_work_time(at: datetime) -> bool:
    """Return whether the moment is within working hours."""
    return working_minutes_between(at, at + timedelta(minutes=1)) > 0
