"""A deal is lost: the reason, the client's attitude and, where the reason asks, who won it are told (L5)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.deals.events import DealLost
from okno.attract.deals.losses import Branch, branch_of, named_alike, path_of, reason_tree
from okno.attract.deals.models import Deal, LossReason
from okno.attract.deals.permissions import can_lose_deal
from okno.attract.deals.pipeline.stages import leave_stage
from okno.attract.leads.keys import release_keys
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, Text, allow
from okno.ground.kernel.localized import deferred, freeze
from okno.ground.kernel.moves import move

ATTITUDES = set(Deal.Attitude.values) - {Deal.Attitude.NOT_RECORDED.value}


@action
def lose_deal(
    *,
    deal: Deal,
    reason: str,
    attitude: str,
    note: str = "",
    competitor: str | None = None,
    by: Actor,
    at: datetime,
) -> Deal:
    """Close an open deal as lost. The stage stays: losses at document approval are counted apart.

    `reason` is the finest known: one with finer ones under it is refused. `competitor` None says that the
    client did not tell who won; an empty one is refused where the reason asks. "not_recorded" is for loaded
    history alone.
    """
    allow(can_lose_deal(by, deal))
    why = _checked(reason, attitude, competitor).reason
    note = note.strip()[:500]
    move(
        deal,
        Deal.Status.LOST,
        closed_on=local_date(at),
        loss_reason=why,
        attitude=attitude,
        competitor=named_alike(competitor or ""),
        loss_note=note,
    )
    # A colleague may have moved it since it was read: the journal tells where it was lost.
    deal.refresh_from_db(fields=["stage"])
    leave_stage(deal, at=at)
    if deal.lead:
        release_keys(deal.lead)
    facts = {
        "title": deal.title,
        "stage": freeze(deal.stage.word),
        "reason": _reason_text(why, deal.competitor),
    }
    facts |= {"attitude": freeze(Deal.Attitude(attitude)), "note": note}
    record(DealLost, subject=deal, by=by, at=at, **facts)
    return deal


def _reason_text(why: LossReason, competitor: str) -> object:
    """Return the reason with its parents and the competitor: «went to a competitor → cheaper (Rival)»."""
    path = path_of(reason_tree(), why.code)
    if len(path) == 1 and not competitor:
        return freeze(why.word)
    named = f" ({competitor})" if competitor else ""
    return freeze(deferred(lambda: " → ".join(str(word) for word in path) + named))


def _checked(reason: str, attitude: str, competitor: str | None) -> Branch:
    """Return the chosen reason; raise Invalid with everything that is wrong at once."""
    wrong: dict[str, Text] = {}
    why = branch_of(reason_tree(), reason)
    if why is None:
        wrong["reason"] = _("Choose why the deal is lost.")
    elif not why.is_leaf:
        wrong["reason"] = _("Choose a finer reason under «{reason}».").format(reason=why.reason.word)
    elif why.asks and competitor is not None and not competitor.strip():
        wrong["competitor"] = _("Write who won the deal, or mark that the client did not say.")
    if attitude not in ATTITUDES:
        wrong["attitude"] = _("Choose how the client feels about us.")
    if wrong or why is None:
        raise Invalid(**wrong)
    return why
