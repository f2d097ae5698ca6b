"""The text of a plan as a contract: each clause with its figures and an example (E1, E6)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from okno.ground.kernel.money import format_minor
from okno.ground.ui.formatting import money_text, percent_text
from okno.money.compensation.amounts import (
    Component,
    ComponentKind,
    Explained,
    attraction_at_once,
    attraction_first,
    attraction_second,
    deduct,
    upkeep,
)

FEES = (2_000_000, 2_600_000, 3_200_000)
Words = Callable[[Component], str]


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a clause: the case, the arithmetic line by line, and the result in kopecks."""

    of: str
    steps: list[str]
    result_minor: int


def bare(minor: int) -> str:
    """Return kopecks in the reader's language, without a currency."""
    return format_minor(minor, get_language() or "ru", None)


def clause(rule: Component) -> str:
    """Return the text of the clause with its figures."""
    return _WORDS[rule.kind](rule)


def examples(rule: Component) -> list[Example]:
    """Return the clause applied to figures of the reference plan; none for clauses without arithmetic."""
    fees = " / ".join(money_text(fee) for fee in FEES)
    first_fee = _("A client at {fee} a month").format(fee=money_text(FEES[0]))
    match rule.kind:
        case ComponentKind.ATTRACTION | ComponentKind.ONBOARDING if rule.with_instalments:
            first = attraction_first(FEES[0], rule.rate_bp, rule.service_months)
            months = (FEES + FEES[-1:] * rule.service_months)[: rule.service_months]
            second = attraction_second(months, rule.rate_bp, first.amount_minor)
            grows = _("After the service months, at fees of {fees}").format(fees=fees)
            return [_example(first_fee, first), _example(grows, second)]
        case ComponentKind.ATTRACTION | ComponentKind.ONBOARDING:
            return [_example(first_fee, attraction_at_once(FEES[0], rule.rate_bp))]
        case ComponentKind.UPKEEP:
            received = 50_000_000
            of = _("Clients paid {sum} without VAT").format(sum=money_text(received))
            return [_example(of, upkeep(received, rule.rate_bp))]
        case ComponentKind.OWN_ADVERTISING:
            of = _("Bought for {sum}, with {bonus} of attraction in the month").format(
                sum=money_text(1_200_000), bonus=money_text(5_000_000)
            )
            return [_example(of, deduct(5_000_000, 1_200_000, 0).explained)]
    return []


def _example(of: str, explained: Explained) -> Example:
    return Example(of, explained.text(bare), explained.amount_minor)


def _months(count: int) -> str:
    return ngettext("{count} service month", "{count} service months", count).format(count=count)


def _base(rule: Component) -> str:
    return _("{amount} a month net, which covers the care of existing clients.").format(
        amount=money_text(rule.amount_minor)
    )


def _judgement(rule: Component) -> str:
    sentence = _("From nothing to {amount} a month, as the head of sales judges.").format(
        amount=money_text(rule.amount_minor)
    )
    if not rule.probation_months:
        return sentence
    return (
        sentence
        + " "
        + ngettext(
            "Possible after {count} month of probation.",
            "Possible after {count} months of probation.",
            rule.probation_months,
        ).format(count=rule.probation_months)
    )


def _attraction(rule: Component) -> str:
    whose = (
        _("{rate} of the monthly fee, without VAT, of a client whom this person brought.")
        if rule.kind == ComponentKind.ATTRACTION
        else _(
            "{rate} of the monthly fee, without VAT, of a client who came otherwise or through a colleague."
        )
    ).format(rate=percent_text(rule.rate_bp))
    how = (
        _(
            "In two parts: the first by the fee at the start, when the service runs and the first month is "
            "paid; the second after {months}, by the fees at their ends."
        ).format(months=_months(rule.service_months))
        if rule.with_instalments
        else _("All at once, when the service runs and the first month is paid.")
    )
    return f"{whose} {how}"


def _upkeep(rule: Component) -> str:
    return _(
        "{rate} of what was received from a client in the month, without VAT, after his first {months}, to "
        "the one who keeps the client on the day of payment."
    ).format(rate=percent_text(rule.rate_bp), months=_months(rule.service_months))


def _advertising(rule: Component) -> str:
    return _(
        "Paid advertising that this person chose to buy is taken from the attraction bonus of the month. The "
        "bonus does not go below zero; what is left over is carried to the next month."
    )


def _report(rule: Component) -> str:
    return _(
        "Bonuses of a month need the report on attracted clients by day {day} of the next month. Without it "
        "they are held; handed in later, they come with the next payslip."
    ).format(day=rule.due_day)


_WORDS: dict[ComponentKind, Words] = {
    ComponentKind.BASE: _base,
    ComponentKind.JUDGEMENT: _judgement,
    ComponentKind.ATTRACTION: _attraction,
    ComponentKind.ONBOARDING: _attraction,
    ComponentKind.UPKEEP: _upkeep,
    ComponentKind.OWN_ADVERTISING: _advertising,
    ComponentKind.REPORT_REQUIRED: _report,
}
