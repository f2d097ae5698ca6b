"""What the clock does here: leads that nobody answers go on (L2)."""

import logging
from datetime import datetime, timedelta

from okno.kernel.errors import Conflict
from okno.kernel.workhours import working_minutes_between
from okno.people.models import Employee
from okno.sales.actions.pass_on_lead import pass_on_lead
from okno.sales.assignment.passing import overdue_leads
from okno.sales.models import RuleSet

logger = logging.getLogger(__name__)


def pass_on_leads(*, by: Employee | None, at: datetime) -> int:
    """How many went to another or to the head. Outside working hours nobody could answer: nothing is done.

    Each lead is an action of its own: one that is broken does not stop the others, nor do all of them hold
    the rules while new leads come in.
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
    return working_minutes_between(at, at + timedelta(minutes=1)) > 0
