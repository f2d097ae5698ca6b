"""What one person should see when the day begins: promises, clients who wait, what is at risk (C4)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from okno.approvals.models import Approval
from okno.clients.models import Company
from okno.journal.models import Entry
from okno.kernel.clock import at_hour, local_date
from okno.kernel.errors import Text
from okno.people.models import Employee
from okno.people.permissions import HEADS
from okno.promises.models import Promise
from okno.reports.figures import Figures, figures_of
from okno.reports.risks import Risk, by_kind, risks_of

SOON_DAYS = 7
SHOWN = 30


@dataclass(frozen=True)
class Today:
    """One person's day. Lists are cut at SHOWN; what is cut is reached by the list pages."""

    on: date
    figures: Figures
    overdue: list[Promise]
    due_today: list[Promise]
    due_soon: list[Promise]
    without_status: list[Company]
    without_step: list[Company]
    risks: list[tuple[Text, list[Risk]]]
    approvals: list[Approval]


def today_of(employee: Employee, *, at: datetime) -> Today:
    """The page of one person at an instant; a head's risks and approvals are the whole company's."""
    on = local_date(at)
    clients = _clients_of(employee)
    mine = Promise.objects.filter(owner=employee).open().select_related("company", "owner", "confirmed_by")
    tomorrow = at_hour(on + timedelta(days=1), 0)
    return Today(
        on=on,
        figures=figures_of(employee, clients, on),
        overdue=list(mine.overdue(at)[:SHOWN]),
        due_today=list(mine.filter(due_at__gte=at, due_at__lt=tomorrow)[:SHOWN]),
        due_soon=list(
            mine.filter(due_at__gte=tomorrow, due_at__lt=tomorrow + timedelta(days=SOON_DAYS))[:SHOWN]
        ),
        without_status=list(without_status(clients, on)[:SHOWN]),
        without_step=list(without_step(clients, on)[:SHOWN]),
        risks=by_kind(risks_of(employee, at=at)),
        approvals=waiting_for(employee),
    )


def _clients_of(employee: Employee) -> QuerySet[Company]:
    """A head answers for every client, others for those they keep."""
    clients = Company.objects.clients()
    return clients if employee.has(*HEADS) else Company.objects.kept_by(employee)


def without_status(companies: QuerySet[Company], on: date) -> QuerySet[Company]:
    """Those touched on this day whose status is older than the day: it is owed by the evening (C4)."""
    touched = Entry.objects.on_day(on).filter(company__isnull=False, by__isnull=False).values("company")
    stale = Q(status_at__isnull=True) | Q(status_at__lt=at_hour(on, 0))
    return companies.filter(stale, pk__in=touched)


def without_step(companies: QuerySet[Company], on: date) -> QuerySet[Company]:
    """Those with no next step, or with one whose day has passed (C5a)."""
    return companies.filter(Q(next_step="") | Q(next_step_on__isnull=True) | Q(next_step_on__lt=on))


def waiting_for(employee: Employee) -> list[Approval]:
    """Requests that this person may decide, oldest first."""
    if not employee.has(*HEADS):
        return []
    waiting = Approval.objects.waiting().select_related("company", "requested_by").order_by("requested_at")
    return [approval for approval in waiting if employee.has(*approval.deciders)][:SHOWN]
