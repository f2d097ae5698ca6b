"""The question of each report, its answer in figures, and the picture of them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okno.ground.ui.charts import Chart, Series, Tone
from okno.ground.ui.formatting import whole_text
from okno.read.reports.funnel.confidence import LEAST_FOR_SHARE
from okno.read.reports.funnel.losses import Losses
from okno.read.reports.funnel.sources import Source, Sources
from okno.read.reports.funnel.stages import Funnel
from okno.read.reports.funnel.words import range_text, whole_percent


def chart_of_losses(losses: Losses) -> Chart:
    """Return recorded reasons (or services, prices…) of losses before document approval, the most first."""
    table = losses.table
    rows = [row for row in table.rows if row.depth == 1 and not row.is_unknown]
    is_why = table.by.code == "reason"
    return Chart(
        key="losses",
        question=_("Why do we lose?") if is_why else _("Where do we lose most?"),
        answer=_answer_of_losses(losses),
        labels=[str(row.label) for row in rows],
        series=[Series(_("Deals lost"), [row.total.tally.count for row in rows], tone="bad")] if rows else [],
        look="rows",
        note=_("Losses at document approval are not in it: they stand apart below."),
        head=str(table.by.word),
    )


def _answer_of_losses(losses: Losses) -> str:
    recorded = [row for row in losses.table.rows if row.depth == 1 and row.total.share_bp is not None]
    if not recorded:
        return _("No loss in these days.") if not losses.work.count else _("Nothing of it is recorded.")
    most = max(recorded, key=lambda row: row.total.tally.count)
    of = losses.work.count - losses.table.unknown
    answer = _("Most often: {what}, {count} of {of}, {share}; {minor} a month.").format(
        what=most.label,
        count=most.total.tally.count,
        of=of,
        share=whole_percent(most.total.share_bp),
        minor=whole_text(most.total.tally.minor),
    )
    return answer if of >= LEAST_FOR_SHARE else f"{answer} {_few()}"


def chart_of_sources(sources: Sources) -> Chart:
    """Return source types with their channels by the outcomes of their leads."""
    rows = [row for row in sources.rows if row.depth <= 2]
    many = [row.label if row.depth == 1 else f"· {row.label}" for row in rows]
    parts: tuple[tuple[str, list[int], Tone], ...] = (
        (_("contracts"), [row.ends.won for row in rows], "good"),
        (_("still in work"), [row.ends.in_work for row in rows], "quiet"),
        (_("lost deals"), [row.ends.lost for row in rows], "bad"),
        (_("turned down"), [row.ends.turned_down for row in rows], "warn"),
    )
    return Chart(
        key="sources",
        question=_("Which source brings clients?"),
        answer=_answer_of_sources(sources),
        labels=[str(label) for label in many],
        series=[Series(name, values, stack="ends", tone=tone) for name, values, tone in parts if rows],
        look="rows",
        head=_("Source"),
    )


def _answer_of_sources(sources: Sources) -> str:
    if not sources.total.ends.leads:
        return _("No lead came in these days.")
    sure = sorted(
        (source for source in sources.source_types if source.winning.is_enough), key=_share, reverse=True
    )
    if not sure:
        return _("Too few to compare: a source wants {least} leads whose end is known.").format(
            least=LEAST_FOR_SHARE
        )
    parts = [
        _("{source}: {count} contracts of {of} leads, {share}").format(
            source=str(source.label).split(":")[0],
            count=source.winning.count,
            of=source.winning.of,
            share=range_text(source.winning),
        )
        for source in sure
    ]
    return f"{'; '.join(parts)}. {_verdict(sure)}".strip()


def _share(source: Source) -> int:
    return source.winning.bp or 0


def _verdict(sure: list[Source]) -> str:
    """Return whether the best source is better for certain: its interval lies above all others."""
    if len(sure) < 2:
        return _("The others have too few to compare.")
    best, following = sure[0].winning.interval, sure[1].winning.interval
    if best and following and best[0] > following[1]:
        return _("The first is better for certain.")
    return _("The difference may be chance: the ranges overlap.")


def chart_of_funnel(funnel: Funnel) -> Chart:
    """Return how many deals came to each stage and to a contract."""
    came = [passage.came for passage in funnel.passages]
    return Chart(
        key="funnel",
        question=_("Where do we lose deals?"),
        answer=_answer_of_funnel(funnel),
        labels=[*(str(passage.label) for passage in funnel.passages), _("Contract")],
        series=[Series(_("Deals"), [*came, funnel.won])] if funnel.deals else [],
        look="funnel",
        head=_("Stage"),
    )


def _answer_of_funnel(funnel: Funnel) -> str:
    worst = funnel.worst
    if not funnel.deals:
        return _("No deal came to any stage in these days.")
    if worst is None:
        return ngettext(
            "Nowhere: {count} deal is on its way, and none is lost.",
            "Nowhere: of {count} deals none is lost.",
            funnel.deals,
        ).format(count=funnel.deals)
    answer = _("Most at «{stage}»: {lost} of {of} that left it, {minor} a month.").format(
        stage=worst.label, lost=worst.lost, of=worst.losing.of, minor=whole_text(worst.lost_minor)
    )
    if not worst.losing.is_enough:
        return f"{answer} {_few()}"
    share = _("That is {share}.").format(share=range_text(worst.losing))
    return f"{answer} {share}"


def _few() -> str:
    return _("Few cases: do not conclude much.")
