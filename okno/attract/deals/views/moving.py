"""A deal is moved, back again, or many at once."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from okno.attract.deals.actions.change_deals import change_deals
from okno.attract.deals.actions.hand_over_deal import hand_over_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.actions.move_deals import move_deals
from okno.attract.deals.actions.undo_move import undo_move
from okno.attract.deals.forms.deals import DealForm, MarkedForm, form_of
from okno.attract.deals.models import Deal
from okno.attract.deals.permissions import can_move_deal, can_move_deals
from okno.attract.deals.pipeline.conditions import Condition, EntryConditionsMissing
from okno.attract.deals.pipeline.stages import stage_choices
from okno.attract.deals.views.deals import SHOWN, show_board, show_deal
from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.ground.kernel.row_ids import ids_of
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.bulk import AT_MOST, BulkResult, apply_each
from okno.ground.ui.submit import show_invalid
from okno.ground.ui.toasts import toast
from okno.team.people.models import Employee

BOARD = "board"
TOLD = 20


@signed_in
def move_deal_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Move to another stage; missing conditions are filled right here. "lost" leads to the form that asks
    why.
    """
    deal: Deal = get_visible_or_404(SHOWN, request, pk)
    allow(can_move_deal(request.actor, deal))
    if request.method != "POST":
        return render(request, "deals/move_deal.html", {"deal": deal, "stages": stage_choices()})
    stage, after = request.POST.get("stage", ""), request.POST.get("next", "")
    if stage == Deal.Status.LOST:
        return redirect(f"{reverse('deals:lose_deal', args=[pk])}?next={BOARD if after == BOARD else ''}")
    form = form_of(
        [name for name in DealForm.base_fields if name in request.POST], request.POST, required=True
    )
    missing: list[Condition] = []
    if form.is_valid():
        try:
            move = {"stage": stage, "seen_stage": request.POST.get("seen_stage", ""), **form.cleaned_data}
            return _moved(request, move_deal(deal=deal, by=request.actor, at=timezone.now(), **move))
        except EntryConditionsMissing as lacking:
            missing, form = lacking.missing, _form_of(lacking.missing, request)
        except Invalid as error:
            # No field of this page is at fault, so there is nothing beside which the sentence could stand:
            # let the middleware say it.
            if not form.fields:
                raise
            show_invalid(form, error)
    return _ask_for(request, deal, stage, form, missing)


def _form_of(missing: list[Condition], request: StaffRequest) -> DealForm:
    """Return the form of the missing fields that may be filled here; what was typed beside them is kept."""
    needed = [condition.field for condition in missing if condition.field]
    kept = [name for name in DealForm.base_fields if name in request.POST and name not in needed]
    form = form_of([*needed, *kept], None, required=True)
    form.initial = {name: request.POST[name] for name in kept}
    return form


def _ask_for(
    request: StaffRequest, deal: Deal, stage: str, form: DealForm, missing: list[Condition]
) -> HttpResponse:
    elsewhere = [condition for condition in missing if not condition.field]
    # What is wanted and nobody can fill anywhere: the deal has no company.
    blank = [each.word for each in elsewhere if each.of_company and not deal.company_id]
    links = [
        {"word": each.word, "url": reverse(each.page, args=[key])}
        for each in elsewhere
        if each.page and (key := deal.company_id if each.of_company else deal.pk)
    ]
    context = {
        "deal": deal,
        "stage": stage,
        "stage_word": dict(stage_choices()).get(stage, stage),
        "form": form,
        "links": links,
        "blank": blank,
        "next": request.POST.get("next", ""),
        "seen_stage": request.POST.get("seen_stage", ""),
    }
    return render(request, "deals/lacking.html", context, status=422)


def _moved(request: StaffRequest, deal: Deal) -> HttpResponse:
    text = _("«{deal}» stands at «{stage}» now.").format(deal=deal, stage=deal.stage)
    return _shown(request, deal, text, undo=reverse("deals:undo_move", args=[deal.pk]))


@signed_in
@require_POST
def undo_move_view(request: StaffRequest, pk: int) -> HttpResponse:
    deal: Deal = get_visible_or_404(SHOWN, request, pk)
    try:
        deal = undo_move(deal=deal, by=request.actor, at=timezone.now())
    except Conflict as error:
        if not request.htmx:
            raise
        # Asked by a toast, told by a toast, with the page as it stands now.
        return _shown(request, deal, str(error.reason))
    return _shown(request, deal, _("«{deal}» is at «{stage}» again.").format(deal=deal, stage=deal.stage))


def _shown(request: StaffRequest, deal: Deal, text: str, undo: str = "") -> HttpResponse:
    """Show the page that the verb was pressed on as it stands now: the filtered board, or the deal."""
    board = reverse("deals:deals")
    if not request.htmx:
        return redirect(board if request.POST.get("next") == BOARD else deal)
    seen = urlsplit(request.htmx.current_url_abs_path or "")
    if seen.path == board or request.POST.get("next") == BOARD:
        query = seen.query if seen.path == board else ""
        answer = show_board(request, QueryDict(query).dict())
        answer["HX-Push-Url"] = f"{board}?{query}" if query else board
    else:
        answer = show_deal(request, SHOWN.get(pk=deal.pk))
        answer["HX-Push-Url"] = deal.get_absolute_url()
    return toast(answer, text, undo)


@signed_in
@require_POST
def change_marked(request: StaffRequest) -> HttpResponse:
    """Do one verb over the marked rows of the list; those that cannot are named with their reasons."""
    allow(can_move_deals(request.actor))
    keys = ids_of(request.POST.getlist("deal"))
    visible = SHOWN.visible_to(request.employee)
    marked = list(visible.filter(pk__in=keys[: AT_MOST + 1]))
    form = MarkedForm(request.POST)
    if not form.is_valid():
        raise Invalid(**{name: str(words[0]) for name, words in form.errors.items()})
    _tell(request, _acts(request.employee, **form.cleaned_data)(marked))
    back = request.POST.get("next", "")
    lists = reverse("deals:deal_list")
    return redirect(back if urlsplit(back).path == lists and back.startswith(lists) else lists)


def _acts(
    by: Employee, *, do: str, stage: str, receiver: Employee | None, expected_on: Any
) -> Callable[[list[Deal]], BulkResult]:
    at = timezone.now()
    if do == MarkedForm.MOVE:
        return lambda deals: move_deals(deals=deals, stage=stage, by=actor_of(by), at=at)
    if do == MarkedForm.GIVE and receiver is not None:
        return lambda deals: apply_each(
            deals, lambda deal: hand_over_deal(deal=deal, receiver=receiver, by=actor_of(by), at=at)
        )
    values = (
        {"expected_on": expected_on} if do == MarkedForm.EXPECT else {"is_committed": do == MarkedForm.COMMIT}
    )
    return lambda deals: change_deals(deals=deals, by=actor_of(by), at=at, **values)


def _tell(request: StaffRequest, result: BulkResult) -> None:
    """Say how many went, and of each that did not the reason; the first so many of them."""
    done, left = len(result.done), len(result.left)
    messages.success(
        request, ngettext("Done with {count} deal.", "Done with {count} deals.", done).format(count=done)
    )
    for skipped in result.left[:TOLD]:
        messages.warning(
            request, _("«{deal}» stays as it was: {reason}").format(deal=skipped.thing, reason=skipped.reason)
        )
    if left > TOLD:
        more = left - TOLD
        messages.warning(request, ngettext("And {count} more.", "And {count} more.", more).format(count=more))
