"""All figures of the advisor, for one reader at one instant; the number of queries is always the same."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from okno.attract.deals.models import Deal
from okno.ground.kernel.clock import local_date
from okno.read.reports.advisor.advice import Advice, Standing, advise
from okno.read.reports.advisor.effort import Effort, effort_of
from okno.read.reports.advisor.flow import Flow, flow_of, whole_weeks
from okno.read.reports.advisor.load import QUALIFIERS, Load, load_of
from okno.team.people.models import Employee, Role


@dataclass(frozen=True)
class Figures:
    flow: Flow
    effort: Effort
    load: Load
    advice: Advice


def figures_of(reader: Employee, *, at: datetime) -> Figures:
    flow = weekly_flow(reader, at)
    effort = effort_of(reader, local_date(at))
    load = load_of(reader, at)
    return Figures(flow, effort, load, advise(standing_of(flow, effort, load)))


def weekly_flow(reader: Employee, at: datetime) -> Flow:
    """Return leads qualified into deals by week, without imported history."""
    qualified = Deal.objects.visible_to(reader).filter(imported=False, lead__isnull=False).order_by()
    first = qualified.aggregate(first=Min("opened_on"))["first"]
    mondays = whole_weeks(local_date(at), first)
    if not mondays:
        return Flow([])
    days = qualified.filter(opened_on__gte=mondays[0]).values_list("opened_on").annotate(Count("pk"))
    return flow_of(dict(days), mondays)


def standing_of(flow: Flow, effort: Effort, load: Load) -> Standing:
    """Return the figures that the advice rests on."""
    return Standing(
        flow=flow,
        qualifiers=load.hired(*QUALIFIERS),
        account_managers=load.hired(Role.ACCOUNT_MANAGER),
        closers=load.hired(Role.CLOSER),
        came=load.came,
        waiting=load.waiting,
        clients=load.clients,
        unkept=load.unkept,
        behind=sum(carried.behind for carried in load.people),
        late=sum(carried.late for carried in load.people if carried.clients),
        deals=load.deals,
        stuck=load.stuck,
        touches=effort.touches,
        touches_new=effort.new.total,
    )
