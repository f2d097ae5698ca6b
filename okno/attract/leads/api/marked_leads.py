"""API of several leads at once: disqualify them with one reason."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from okno.attract.leads.actions.disqualify_leads import disqualify_leads
from okno.attract.leads.models import Lead
from okno.ground.kernel.errors import Invalid
from okno.ground.ui.access import actor, caller
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Line

router = Router()


class ReleaseLeadsBody(Body):
    """The numbers of the leads."""

    lead_ids: Annotated[list[Id], Field(min_length=1, max_length=5_000)]


class DisqualifyLeadsBody(ReleaseLeadsBody):
    """The numbers of the leads and the reason for all of them."""

    reason: Line


class LeadsCounted(Answer):
    """The number of changed leads; leads closed in the meantime are not counted."""

    count: int


@router.post("/leads/disqualify", response={200: LeadsCounted, **PROBLEMS})
def disqualify_leads_api(request: HttpRequest, body: DisqualifyLeadsBody) -> dict[str, int]:
    """Close new leads without deals, with one reason."""
    leads, by = _leads(request, body), actor(request)
    return {"count": disqualify_leads(leads=leads, reason=body.reason, by=by, at=timezone.now())}


def _leads(request: HttpRequest, body: ReleaseLeadsBody) -> list[Lead]:
    """Return the leads of the body; raise Invalid when one does not exist or the caller may not see it."""
    visible = Lead.objects.visible_to(caller(request)).select_related("company")
    leads = list(visible.filter(pk__in=body.lead_ids).order_by("pk"))
    if len(leads) != len(set(body.lead_ids)):
        raise Invalid(lead_ids=_("Some of these leads are not there."))
    return leads
