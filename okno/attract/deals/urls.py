from django.urls import path

from okno.attract.deals.directories.losses import LOSS_REASONS
from okno.attract.deals.directories.stages import STAGES
from okno.attract.deals.views import deal_facts, deal_handovers, deals, losses, moving
from okno.ground.directory.views import pages

app_name = "deals"

urlpatterns = [
    path("leads/<int:pk>/qualify/", deal_handovers.qualify_lead_view, name="qualify_lead"),
    path("deals/handovers/", deal_handovers.deal_handovers, name="deal_handovers"),
    path("deals/handovers/<int:pk>/", deal_handovers.deal_handover, name="deal_handover"),
    path("deals/handovers/<int:pk>/accept/", deal_handovers.accept_deal_view, name="accept_deal"),
    path("deals/handovers/<int:pk>/return/", deal_handovers.return_deal_view, name="return_deal"),
    path("deals/<int:pk>/hand-over/", deal_handovers.hand_over_deal_view, name="hand_over_deal"),
    path("deals/<int:pk>/qualification/", deal_handovers.deal_qualification, name="deal_qualification"),
    path("deals/", deals.deals, name="deals"),
    path("deals/list/", deals.deal_list_view, name="deal_list"),
    path("deals/totals/", deals.deal_totals, name="deal_totals"),
    path("deals/marked/", moving.change_marked, name="change_marked"),
    path("deals/<int:pk>/", deals.deal, name="deal"),
    path("deals/<int:pk>/facts/<slug:name>/", deal_facts.deal_fact, name="deal_fact"),
    path("deals/<int:pk>/facts/<slug:name>/change/", deal_facts.change_deal_fact, name="change_deal_fact"),
    path("deals/<int:pk>/undo-move/", moving.undo_move_view, name="undo_move"),
    path("deals/<int:pk>/move/", moving.move_deal_view, name="move_deal"),
    path("deals/<int:pk>/lose/", losses.lose_deal_view, name="lose_deal"),
    path("deals/lose/", losses.lose_deals_view, name="lose_deals"),
    path("deals/<int:pk>/reopen/", deals.reopen_deal_view, name="reopen_deal"),
    path("people/<int:pk>/hand-over-deals/", deals.hand_over_deals_view, name="hand_over_deals"),
    path("clients/<int:pk>/deals/", deals.company_deals, name="company_deals"),
    *pages(STAGES, "deals/stages/"),
    *pages(LOSS_REASONS, "loss-reasons/"),
]
