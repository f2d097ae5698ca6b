"""The advisor's figures as charts, each with the question that it answers."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from okno.ground.ui.charts import Chart, Series, label_text
from okno.ground.ui.formatting import percent_text, whole_text
from okno.read.reports.advisor.advice import one_digit
from okno.read.reports.advisor.effort import Effort
from okno.read.reports.advisor.figures import Figures
from okno.read.reports.advisor.flow import AHEAD, CONFIDENCE, Flow, Week
from okno.read.reports.advisor.load import Carried, Load
from okno.read.reports.advisor.statistics import poisson_interval, spread_interval

WHOLE_WEEK = 5


def charts_of(figures: Figures) -> dict[str, list[Chart]]:
    """Return the charts by the part of the page."""
    effort, load = figures.effort, figures.load
    return {
        "flow": [flow_chart(figures.flow)],
        "effort": [weeks_chart(effort), people_chart(effort), results_chart(effort)],
        "load": [clients_chart(load), deals_chart(load), leads_chart(load)],
    }


def flow_chart(flow: Flow) -> Chart:
    series = [
        Series(
            _("qualified leads"), [week.count if week.is_ordinary else None for week in flow.weeks], stack="n"
        ),
    ]
    if any(not week.is_ordinary for week in flow.weeks):
        short = [None if week.is_ordinary else week.count for week in flow.weeks]
        series.append(Series(_("in a week of holidays"), short, stack="n", tone="quiet"))
    if flow.ahead:
        counts = flow.counts
        interval = (
            spread_interval(counts, 1, CONFIDENCE)
            if flow.is_lumpy
            else poisson_interval(flow.total, len(counts), 1, CONFIDENCE)
        )
        for name, bound in ((_("hardly less"), interval.low), (_("hardly more"), interval.high)):
            series.append(Series(name, [bound] * len(flow.weeks), look="line", tone="warn"))
    return Chart(
        key="flow",
        question=_("How predictable is the flow?"),
        answer=_flow_answer(flow),
        labels=[_week(week) for week in flow.weeks],
        series=series,
        note=_(
            "Deals opened from leads by whole weeks; weeks of under 3 working days are shown and not counted."
        ),
        head=_("Week from"),
    )


def _flow_answer(flow: Flow) -> str:
    if not flow.weeks:
        return _("No lead was qualified in a whole week yet.")
    mean = _("{mean} a week on average.").format(mean=one_digit(flow.mean))
    if flow.ahead:
        sentence = _("{mean} The next {ahead} weeks bring {low} to {high}, 9 times of 10.")
        return sentence.format(mean=mean, ahead=AHEAD, low=flow.ahead.low, high=flow.ahead.high)
    if not flow.is_enough:
        return _("{mean} Too little history to say more.").format(mean=mean)
    change = one_digit(flow.trend.slope, signed=True)
    return _("{mean} It does not stay level: {change} each week.").format(mean=mean, change=change)


def _week(week: Week) -> str:
    if week.working_days >= WHOLE_WEEK:
        return label_text(week.starts_on)
    sentence = _("{week}, working days: {days}")
    return sentence.format(week=label_text(week.starts_on), days=week.working_days)


def weeks_chart(effort: Effort) -> Chart:
    weeks = effort.lived
    return Chart(
        key="effort",
        question=_("Where does the effort go?"),
        answer=_effort_answer(effort),
        labels=[label_text(week) for week in weeks],
        series=[
            Series(_("existing clients"), [effort.existing.by_week[week] for week in weeks], stack="n"),
            Series(_("new clients"), [effort.new.by_week[week] for week in weeks], stack="n", tone="warn"),
        ],
        note=_("Calls, meetings, notes and letters of those who sell, as written in the journal: not hours."),
        head=_("Week from"),
    )


def _effort_answer(effort: Effort) -> str:
    if effort.new_bp is None:
        return _("The journal has no touches of clients yet.")
    # Rounded up: a share that is there is never told as 0 %.
    share = percent_text(-(-effort.new_bp // 100) * 100)
    return _("To new clients {share} of {count} touches in {weeks} weeks.").format(
        share=share, count=effort.touches, weeks=len(effort.lived)
    )


def people_chart(effort: Effort) -> Chart:
    both = effort.new.by_person + effort.existing.by_person
    names = [name for name, _count in both.most_common()]
    answer = _("Nobody has written a touch.")
    if names:
        sentence = _("Most touches: {name}, {count}.")
        answer = sentence.format(name=names[0], count=both[names[0]])
    return Chart(
        key="effort-people",
        question=_("Who works with whom?"),
        answer=answer,
        labels=names,
        series=[
            Series(_("existing clients"), [effort.existing.by_person[name] for name in names], stack="n"),
            Series(_("new clients"), [effort.new.by_person[name] for name in names], stack="n", tone="warn"),
        ],
        look="rows",
        head=_("Employee"),
    )


def results_chart(effort: Effort) -> Chart:
    weeks = effort.lived
    series = [
        Series(_("won from new clients"), [effort.won_minor[week] for week in weeks], tone="good"),
        Series(_("won from existing clients"), [effort.added_minor[week] for week in weeks]),
    ]
    answer = _("Won a month: {new} from new clients, {added} from existing ones.").format(
        new=whole_text(sum(effort.won_minor.values())), added=whole_text(sum(effort.added_minor.values()))
    )
    if effort.ended_minor is not None:
        series.append(Series(_("fees that ended"), [effort.ended_minor[week] for week in weeks], tone="bad"))
        ended = whole_text(sum(effort.ended_minor.values()))
        answer = _("{won} Ended: {ended}.").format(won=answer, ended=ended)
    return Chart(
        key="results",
        question=_("What does it bring?"),
        answer=answer,
        labels=[label_text(week) for week in weeks],
        series=series,
        unit="minor",
        note=_("Monthly fees of won deals and of services that ended, in the same weeks."),
        head=_("Week from"),
    )


def clients_chart(load: Load) -> Chart:
    people = _most(load, lambda carried: carried.clients or ("account_manager" in carried.roles))
    return Chart(
        key="clients",
        question=_("Do the account managers cope?"),
        answer=_(
            "Clients: {clients}, without a status or a next step: {behind}, late promises: {late}."
        ).format(
            clients=load.clients,
            behind=sum(carried.behind for carried in people),
            late=sum(carried.late for carried in people),
        ),
        labels=[carried.name for carried in people],
        series=[
            Series(_("clients"), [carried.clients for carried in people]),
            Series(_("without a status or a next step"), [carried.behind for carried in people], tone="warn"),
            Series(_("late promises"), [carried.late for carried in people], tone="bad"),
        ],
        look="rows",
        head=_("Employee"),
    )


def deals_chart(load: Load) -> Chart:
    people = _most(load, lambda carried: carried.deals or ("closer" in carried.roles))
    return Chart(
        key="deals",
        question=_("Who closes how many deals?"),
        answer=_("Open deals: {deals}, longer in their stage than it allows: {stuck}.").format(
            deals=load.deals, stuck=load.stuck
        ),
        labels=[carried.name for carried in people],
        series=[Series(_("deals in work"), [carried.deals for carried in people])],
        look="rows",
        head=_("Employee"),
    )


def leads_chart(load: Load) -> Chart:
    people = _most(load, lambda carried: carried.leads or carried.answered)
    return Chart(
        key="leads",
        question=_("Are leads answered?"),
        answer=_("Leads in 4 weeks: {came}, without an answer for over a working day: {waiting}.").format(
            came=load.came, waiting=load.waiting
        ),
        labels=[carried.name for carried in people],
        series=[
            Series(_("new now"), [carried.leads for carried in people]),
            Series(_("of them unanswered"), [carried.unanswered for carried in people], tone="bad"),
            Series(_("answered in 4 weeks"), [carried.answered for carried in people], tone="good"),
        ],
        look="rows",
        head=_("Employee"),
    )


def _most(load: Load, counts: Callable[[Carried], object]) -> list[Carried]:
    return [carried for carried in load.sellers if counts(carried)]
