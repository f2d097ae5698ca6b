"""The question of each report, its answer in figures, and the picture of them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okno.reports.funnel.confidence import LEAST_FOR_SHARE
from okno.reports.funnel.losses import Losses
from okno.reports.funnel.sources import Source, Sources
from okno.reports.funnel.stages import Funnel
from okno.reports.funnel.words import range_text, whole_percent
from okno.ui.charts import Chart, Series, Tone
from okno.ui.wording import whole_text


def chart_of_losses(told: Losses) -> Chart:
    """Known reasons (or services, prices…) before document approval, the most first."""
    table = told.table
    rows = [row for row in table.rows if row.depth == 1 and not row.is_unknown]
    is_why = table.by.code == "reason"
    return Chart(
        key="losses",
        question=_("Why do we lose?") if is_why else _("Where do we lose most?"),
        answer=_answer_of_losses(told),
        labels=[str(row.label) for row in rows],
        series=[Series(_("Deals lost"), [row.total.tally.count for row in rows], tone="bad")] if rows else [],
        look="rows",
        note=_("Losses at document approval are not in it: they stand apart below."),
        head=str(table.by.word),
    )


def _answer_of_losses(told: Losses) -> str:
    known = [row for row in told.table.rows if row.depth == 1 and row.total.share_bp is not None]
    if not known:
        return _("No loss in these days.") if not told.work.count else _("Nothing of it is recorded.")
    most = max(known, key=lambda row: row.total.tally.count)
    of = told.work.count - told.table.unknown
    answer = _("Most often: {what}, {count} of {of}, {share}; {minor} a month.").format(
        what=most.label,
        count=most.total.tally.count,
        of=of,
        share=whole_percent(most.total.share_bp),
        minor=whole_text(most.total.tally.minor),
    )
    return answer if of >= LEAST_FOR_SHARE else f"{answer} {_few()}"


def chart_of_sources(told: Sources) -> Chart:
    """Natures with their channels: what has become of the leads of each."""
    rows = [one for one in told.rows if one.depth <= 2]
    many = [one.label if one.depth == 1 else f"· {one.label}" for one in rows]
    parts: tuple[tuple[str, list[int], Tone], ...] = (
        (_("contracts"), [one.ends.won for one in rows], "good"),
        (_("still in work"), [one.ends.in_work for one in rows], "quiet"),
        (_("lost deals"), [one.ends.lost for one in rows], "bad"),
        (_("turned down"), [one.ends.turned_down for one in rows], "warn"),
    )
    return Chart(
        key="sources",
        question=_("Which source brings clients?"),
        answer=_answer_of_sources(told),
        labels=[str(one) for one in many],
        series=[Series(name, values, stack="ends", tone=tone) for name, values, tone in parts if rows],
        look="rows",
        head=_("Source"),
    )


def _answer_of_sources(told: Sources) -> str:
    if not told.total.ends.leads:
        return _("No lead came in these days.")
    sure = sorted((one for one in told.natures if one.winning.is_enough), key=_share, reverse=True)
    if not sure:
        return _("Too few to compare: a source wants {least} leads whose end is known.").format(
            least=LEAST_FOR_SHARE
        )
    parts = [
        _("{source}: {count} contracts of {of} leads, {share}").format(
            source=str(one.label).split(":")[0],
            count=one.winning.count,
            of=one.winning.of,
            share=range_text(one.winning),
        )
        for one in sure
    ]
    return f"{'; '.join(parts)}. {_verdict(sure)}".strip()


def _share(one: Source) -> int:
    return one.winning.bp or 0


def _verdict(sure: list[Source]) -> str:
    """Whether the best is better for certain: its interval must lie above the others'."""
    if len(sure) < 2:
        return _("The others have too few to compare.")
    best, following = sure[0].winning.interval, sure[1].winning.interval
    if best and following and best[0] > following[1]:
        return _("The first is better for certain.")
    return _("The difference may be chance: the ranges overlap.")


def chart_of_funnel(told: Funnel) -> Chart:
    """How many deals came to each stage, and to a contract."""
    came = [one.came for one in told.passages]
    return Chart(
        key="funnel",
        question=_("Where do we lose deals?"),
        answer=_answer_of_funnel(told),
        labels=[*(str(one.label) for one in told.passages), _("Contract")],
        series=[Series(_("Deals"), [*came, told.won])] if told.deals else [],
        look="funnel",
        head=_("Stage"),
    )


def _answer_of_funnel(told: Funnel) -> str:
    worst = told.worst
    if not told.deals:
        return _("No deal came to any stage in these days.")
    if worst is None:
        return ngettext(
            "Nowhere: {count} deal is on its way, and none is lost.",
            "Nowhere: of {count} deals none is lost.",
            told.deals,
        ).format(count=told.deals)
    answer = _("Most at «{stage}»: {lost} of {of} that left it, {minor} a month.").format(
        stage=worst.label, lost=worst.lost, of=worst.losing.of, minor=whole_text(worst.lost_minor)
    )
    if not worst.losing.is_enough:
        return f"{answer} {_few()}"
    share = _("That is {share}.").format(share=range_text(worst.losing))
    return f"{answer} {share}"


def _few() -> str:
    return _("Few cases: do not conclude much.")
