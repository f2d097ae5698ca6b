"""The advice whom to hire next, with its figures (T4). Pure: a Standing in, an Advice out."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from okno.ground.ui.formatting import number_text
from okno.read.reports.advisor.flow import AHEAD, CONFIDENCE, LEAST_LEADS, LEAST_WEEKS, Flow

QUALIFIER, ACCOUNT_MANAGER, CLOSER, NOBODY = "qualifier", "account_manager", "closer", "nobody"
# Defaults of the house: of so many clients one may be behind, of so many leads one may wait, of so many open
# deals one may stand longer than its stage allows.
BEHIND, WAITING, STUCK = 10, 5, 3
# From so many touches on their split says something.
LEAST_TOUCHES = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """Figures as they are; the counts of people are of the hired, without the owner.

    `came`: leads of four weeks; `waiting`: leads without a first answer for over a working day; `behind`:
    clients without a status or a next step; `late`: late promises of those who keep clients; `stuck`: open
    deals past the days of their stage.
    """

    flow: Flow
    qualifiers: int = 0
    account_managers: int = 0
    closers: int = 0
    came: int = 0
    waiting: int = 0
    clients: int = 0
    unkept: int = 0
    behind: int = 0
    late: int = 0
    deals: int = 0
    stuck: int = 0
    touches: int = 0
    touches_new: int = 0

    @property
    def managers_cope(self) -> bool:
        return not self.unkept and max(self.behind, self.late) * BEHIND <= self.clients

    @property
    def qualifiers_cope(self) -> bool:
        return self.waiting * WAITING <= self.came

    @property
    def closers_cope(self) -> bool:
        return self.stuck * STUCK <= self.deals


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the advice with the figures it rests on."""

    text: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """The advice: `hire` is the role to hire next; `sentences` begin with it."""

    hire: str
    sentences: tuple[Sentence, ...]


def advise(standing: Standing) -> Advice:
    hire, first = _hire(standing)
    return Advice(hire, (first, _sureness(standing.flow), *_effort(standing), _limits()))


def _hire(standing: Standing) -> tuple[str, Sentence]:
    if (
        not standing.qualifiers
        and standing.came
        and not (standing.account_managers == 0 and _only_clients_hurt(standing))
    ):
        return QUALIFIER, Sentence(_qualifier_first(standing), _leads(standing))
    if not standing.account_managers and standing.clients:
        text = _("Hire an account manager: nobody but the owner keeps clients.")
        return ACCOUNT_MANAGER, Sentence(text, _clients(standing))
    if not standing.managers_cope:
        return ACCOUNT_MANAGER, Sentence(
            _("Hire an account manager: those there are do not cope."), _clients(standing)
        )
    if not standing.qualifiers_cope:
        return QUALIFIER, Sentence(
            _("Hire a qualifier: leads wait for their first answer."), _leads(standing)
        )
    return _closer(standing)


def _closer(standing: Standing) -> tuple[str, Sentence]:
    reasons = (*_clients(standing), *_deals(standing))
    if not standing.flow.is_enough:
        text = _("Hire nobody yet: the flow of leads is too short to hire a closer for it.")
        return NOBODY, Sentence(text, (_history(standing.flow), *reasons))
    if not standing.flow.is_predictable:
        text = _("Hire nobody yet: the flow cannot be relied on, so the owner goes on closing.")
        if standing.closers:
            text = _("Hire nobody yet: the flow cannot be relied on, so those who close now go on.")
        return NOBODY, Sentence(text, (*_flow_figures(standing.flow), *reasons))
    if not standing.closers:
        text = _("Hire a closer: the flow can be relied on and the account managers cope.")
        return CLOSER, Sentence(text, (*_flow_figures(standing.flow), *reasons))
    if not standing.closers_cope:
        return CLOSER, Sentence(
            _("Hire one more closer: deals stand still."), (*_flow_figures(standing.flow), *reasons)
        )
    return NOBODY, Sentence(_("Hire nobody: everybody copes with what comes."), (*_leads(standing), *reasons))


def _qualifier_first(standing: Standing) -> str:
    if standing.account_managers or not standing.clients:
        return _("Hire a qualifier: nobody but the owner answers leads; he goes on closing.")
    return _("Hire a qualifier, then an account manager; the owner goes on closing.")


def _only_clients_hurt(standing: Standing) -> bool:
    """Return whether clients lack care while leads are answered in time."""
    return bool(standing.clients) and standing.qualifiers_cope and not standing.managers_cope


def _sureness(flow: Flow) -> Sentence:
    if not flow.is_enough:
        text = _("How many leads will come cannot be said: there is too little history.")
        return Sentence(text, (_history(flow),))
    if flow.direction == "up":
        text = _("How many leads will come cannot be said: the flow grows, and for how long is not known.")
    elif flow.direction == "down":
        text = _("How many leads will come cannot be said: the flow falls.")
    elif flow.is_predictable:
        text = _("The flow can be relied on.")
    else:
        text = _("The flow is even on average, yet too uncertain to rely on.")
    return Sentence(text, _flow_figures(flow))


def _flow_figures(flow: Flow) -> tuple[str, ...]:
    figures = [
        _("{mean} qualified leads a week on average, weeks counted: {weeks}.").format(
            mean=one_digit(flow.mean), weeks=len(flow.counts)
        )
    ]
    if flow.ahead:
        figures.append(
            _("In the next {ahead} weeks, {share} times of 10: from {low} to {high}.").format(
                ahead=AHEAD,
                share=round(CONFIDENCE * 10),
                low=number_text(flow.ahead.low),
                high=number_text(flow.ahead.high),
            )
        )
    else:
        figures.append(
            _("Each week it changes by {slope}; by chance alone so in {chance} of 100 cases.").format(
                slope=one_digit(flow.trend.slope, signed=True), chance=percent_of(flow.trend.chance)
            )
        )
    return tuple(figures)


def _history(flow: Flow) -> str:
    return _(
        "Whole weeks: {weeks}, leads in them: {leads}; {least_weeks} and {least_leads} are needed."
    ).format(
        weeks=len(flow.counts),
        leads=number_text(flow.total),
        least_weeks=LEAST_WEEKS,
        least_leads=LEAST_LEADS,
    )


def _effort(standing: Standing) -> Iterator[Sentence]:
    if standing.touches < LEAST_TOUCHES:
        text = _("Where the effort goes cannot be said: the journal has too few touches.")
        yield Sentence(text, (_("Touches: {count}.").format(count=number_text(standing.touches)),))
        return
    split = _("Touches: {count}, of them with new clients: {new}.").format(
        count=number_text(standing.touches), new=number_text(standing.touches_new)
    )
    if standing.touches_new * 2 > standing.touches and standing.clients and not standing.managers_cope:
        yield Sentence(
            _("Most effort goes to new clients while those there are wait."), (split, *_clients(standing))
        )
    elif standing.touches_new * 2 <= standing.touches and not standing.qualifiers_cope:
        yield Sentence(
            _("Most effort goes to existing clients while leads wait."), (split, *_leads(standing)[1:])
        )
    else:
        yield Sentence(_("The effort goes where it is needed: neither side waits for the other."), (split,))


def _limits() -> Sentence:
    return Sentence(
        _("It counts touches, not hours, and does not know who would be good at what, nor what a hire costs.")
    )


def _leads(standing: Standing) -> tuple[str, ...]:
    people = _("Qualifiers: {count}.").format(count=standing.qualifiers)
    sentence = _(
        "Leads of the last 4 weeks: {came}; without a first answer for over a working day: {waiting}."
    )
    return (people, sentence.format(came=number_text(standing.came), waiting=number_text(standing.waiting)))


def _clients(standing: Standing) -> tuple[str, ...]:
    people = _("Account managers: {count}, clients: {clients}, of them kept by nobody: {unkept}.")
    behind = _("Clients without a status or a next step: {behind}; late promises of their managers: {late}.")
    return (
        people.format(
            count=standing.account_managers,
            clients=number_text(standing.clients),
            unkept=number_text(standing.unkept),
        ),
        behind.format(behind=number_text(standing.behind), late=number_text(standing.late)),
    )


def _deals(standing: Standing) -> tuple[str, ...]:
    sentence = _("Closers: {count}, open deals: {deals}, longer in their stage than it allows: {stuck}.")
    return (
        sentence.format(
            count=standing.closers, deals=number_text(standing.deals), stuck=number_text(standing.stuck)
        ),
    )


def one_digit(number: float, *, signed: bool = False) -> str:
    """Return the number with one decimal, «3,4»; with a sign where it tells a direction."""
    # Rounded before: the format itself cuts off.
    number = round(number, 1)
    text = number_text(abs(number), 1)
    if not signed or not number:
        return text
    return ("+" if number > 0 else "−") + text


def percent_of(chance: float) -> str:
    """Return a probability in percent: «12», «less than 1»."""
    return str(round(chance * 100)) if chance >= 0.01 else _("less than 1")
