"""What the plan says in a sentence: the number first (L6)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okno.ground.ui.formatting import whole_text
from okno.money.plans.amounts import Pace


def headline(goes: Pace, *, is_over: bool) -> str:
    if not goes.missing_minor:
        if goes.above_minor:
            return _("The plan is fulfilled, and {sum} above it").format(sum=whole_text(goes.above_minor))
        return _("The plan is fulfilled to the kopeck")
    missing = whole_text(goes.missing_minor)
    if is_over:
        return _("{sum} short of the plan").format(sum=missing)
    if not goes.days_left:
        return _("{sum} to go, and no working day is left").format(sum=missing)
    sentence = ngettext(
        "{sum} to go, {n} working day left",
        "{sum} to go, {n} working days left",
        goes.days_left,
    )
    return sentence.format(sum=missing, n=goes.days_left)


def no_plan(goes: Pace, period: str) -> str:
    return _("No plan is set for {period}; won: {sum}").format(period=period, sum=whole_text(goes.won_minor))


def gap_answer(plan_minor: int | None, goes: Pace, *, is_over: bool) -> str:
    """Return the sentence of the gap chart: where the pace leads, or has led."""
    if plan_minor is None or is_over or goes.will_be_minor is None:
        return _("Won: {sum}").format(sum=whole_text(goes.won_minor))
    short = plan_minor - goes.will_be_minor
    sentence = _("At this pace {sum} will be won: {change} more than the plan.")
    if short > 0:
        sentence = _("At this pace {sum} will be won: {change} less than the plan.")
    return sentence.format(sum=whole_text(goes.will_be_minor), change=whole_text(abs(short)))


def even_if_all(lacking_minor: int) -> str:
    sentence = _("Even if every expected deal is won, {sum} will be missing: new ones are needed.")
    return sentence.format(sum=whole_text(lacking_minor))


def pace_words(goes: Pace) -> list[str]:
    """Return how the pace compares with the need and with an even way to the plan."""
    sentences = []
    if goes.a_day_minor is not None and goes.needed_a_day_minor:
        sentences.append(
            _("{pace} a working day so far, {need} needed.").format(
                pace=whole_text(goes.a_day_minor), need=whole_text(goes.needed_a_day_minor)
            )
        )
    due = goes.due_by_now_minor - goes.won_minor
    if goes.days_over and due > 0:
        sentences.append(_("{sum} behind an even pace.").format(sum=whole_text(due)))
    elif goes.days_over and due < 0:
        sentences.append(_("{sum} ahead of an even pace.").format(sum=whole_text(-due)))
    return sentences
