"""Figures of sales and of client care for the current month, each with a link to its list."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.attract.deals.models import Deal
from okno.attract.leads.models import Lead
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.dates import month_of
from okno.money.invoicing.models import Invoice, Subscription
from okno.team.people.models import Employee
from okno.team.promises.models import Promise
from okno.team.promises.slips import slipped_in


@dataclass(frozen=True)
class Figure:
    """A count or a sum in kopecks, its name, and the list it is counted from."""

    name: str
    what: str | Lazy
    url: str
    count: int | None = None
    minor: int | None = None


@dataclass(frozen=True)
class TeamFigures:
    attract: list[Figure]
    keep: list[Figure]


def team_figures(reader: Employee, on: date, at: datetime) -> TeamFigures:
    """Return the figures of the calendar month of `on`, within what the reader may see."""
    return TeamFigures(attract=_attract(reader, on), keep=_keep(reader, on, at))


def _attract(reader: Employee, on: date) -> list[Figure]:
    since = on.replace(day=1)
    leads = Lead.objects.visible_to(reader).filter(imported=False, received_at__gte=at_hour(since, 0))
    deals = Deal.objects.visible_to(reader).filter(imported=False)
    opened = deals.open().aggregate(n=Count("pk"), s=Sum("monthly_minor"))
    won = deals.filter(status="won", closed_on__gte=since, closed_on__lte=on)
    won_sums = won.aggregate(n=Count("pk"), s=Sum("monthly_minor"))
    deal_list = reverse("deals:deal_list")
    return [
        Figure("leads", _("new leads this month"), reverse("leads:leads") + "?view=all", count=leads.count()),
        Figure("open", _("a month in open deals"), deal_list, count=opened["n"], minor=opened["s"] or 0),
        Figure(
            "won",
            _("a month won this month"),
            deal_list + "?view=won",
            count=won_sums["n"],
            minor=won_sums["s"] or 0,
        ),
    ]


def _keep(reader: Employee, on: date, at: datetime) -> list[Figure]:
    services = Subscription.objects.visible_to(reader)
    running = services.running(on)
    debts = Invoice.objects.visible_to(reader).overdue(on)
    owed = debts.aggregate(n=Count("company", distinct=True), s=Sum(F("gross_minor") - F("paid_minor")))
    # The same month as the report that it opens, or the two figures would not agree.
    slipped = slipped_in(Promise.objects.visible_to(reader), month_of(on), at)
    return [
        Figure(
            "fees",
            _("a month from clients, without VAT"),
            reverse("invoicing:services"),
            count=running.aggregate(n=Count("company", distinct=True))["n"],
            minor=running.net_fees_minor(on),
        ),
        Figure(
            "debts",
            _("owed past the date"),
            reverse("invoicing:invoices") + "?view=overdue",
            count=owed["n"],
            minor=owed["s"] or 0,
        ),
        Figure(
            "slipped",
            _("promises slipped this month"),
            reverse("promises:slips"),
            count=slipped.count(),
        ),
        Figure(
            "left",
            _("clients left this month"),
            reverse("invoicing:services") + "?view=ended",
            count=_left(reader, on),
        ),
    ]


def _left(reader: Employee, on: date) -> int:
    """Return the number of clients whose last service ended this month."""
    services = Subscription.objects.visible_to(reader)
    lasting = services.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    ended = services.filter(ends_on__gte=on.replace(day=1), ends_on__lt=on)
    return ended.exclude(company__in=lasting.values("company")).values("company").distinct().count()
