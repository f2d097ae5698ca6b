"""What quotes adds to the house."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.attract.deals.models import Deal
from okno.attract.deals.pipeline.conditions import STAGE_CONDITIONS
from okno.attract.quotes.help import HELP
from okno.attract.quotes.models import Quote
from okno.attract.quotes.search import search
from okno.attract.quotes.stage_conditions import CONDITIONS
from okno.ground.ui.offers import ATTRACT, FULFIL, ClockJob, FirstStep, Link, RecordPage
from okno.ground.ui.rooms import Room
from okno.team.people.models import Role
from okno.team.people.permissions import CLIENT_MONEY, HEADS


def _quote_detour() -> dict[str, Any]:
    """Return the way to a lead: a quote stands on a deal, and a deal begins as a lead."""
    if Deal.objects.exists():
        return {}
    return {"label": _("New lead"), "url": reverse("leads:register_lead")}


ROOM = Room(
    "quotes",
    urls=True,
    api=True,
    search=search,
    search_place=30,
    help=HELP,
    panels=[("clients.company", "quotes:company_quotes", 60), ("deals.deal", "quotes:deal_quotes", 20)],
    links=[
        Link("quotes:quotes", _("Quotes"), "file-earmark-text", 80, ATTRACT, roles=CLIENT_MONEY, key="q"),
        Link(
            "quotes:feasibilities",
            _("Feasibility"),
            "clipboard-check",
            30,
            FULFIL,
            roles=(Role.ENGINEER, *HEADS),
            key="f",
            thumb_place=60,
        ),
    ],
    record_pages=[RecordPage("quotes:quote", "quotes.Quote", "file-earmark-text", _("Quote"))],
    first_steps=[
        FirstStep(
            "quote",
            70,
            _("The first quote"),
            _("Made on a deal; the client opens it by a link and accepts with one click."),
            _("Open the deals"),
            "deals:deals",
            "file-earmark-text",
            proof=Quote.objects.all,
            detour=_quote_detour,
        )
    ],
    jobs=[ClockJob("okno.attract.quotes.actions.expire_quotes.expire_quotes", 10)],
)

for condition in CONDITIONS:
    STAGE_CONDITIONS.register(condition)
