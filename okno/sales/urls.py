from django.urls import path

from okno.sales.views import deals, imports, leads, losses, plan

app_name = "sales"

urlpatterns = [
    path("leads/", leads.leads, name="leads"),
    path("leads/register/", leads.register_lead_view, name="register_lead"),
    path("leads/import/", imports.import_leads_view, name="import_leads"),
    path("leads/import/<int:pk>/", imports.leadsfile, name="leadsfile"),
    path("leads/import/<int:pk>/load/", imports.load_leads, name="load_leads"),
    path("leads/agents/", imports.imported_agents, name="imported_agents"),
    path("leads/agents/<int:pk>/map/", imports.map_agent_view, name="map_agent"),
    path("leads/<int:pk>/", leads.lead, name="lead"),
    path("leads/<int:pk>/assign/", leads.assign_lead_view, name="assign_lead"),
    path("leads/<int:pk>/take/", leads.take_lead, name="take_lead"),
    path("leads/<int:pk>/qualify/", leads.qualify_lead_view, name="qualify_lead"),
    path("leads/<int:pk>/turn-down/", leads.turn_down_lead_view, name="turn_down_lead"),
    path("deals/", deals.deals, name="deals"),
    path("deals/list/", deals.deal_list_view, name="deal_list"),
    path("deals/<int:pk>/", deals.deal, name="deal"),
    path("deals/<int:pk>/move/", deals.move_deal_view, name="move_deal"),
    path("deals/<int:pk>/lose/", losses.lose_deal_view, name="lose_deal"),
    path("deals/lose/", losses.lose_deals_view, name="lose_deals"),
    path("loss-reasons/", losses.loss_reasons, name="loss_reasons"),
    path("loss-reasons/add/", losses.add_loss_reason_view, name="add_loss_reason"),
    path("loss-reasons/<int:pk>/change/", losses.change_loss_reason_view, name="change_loss_reason"),
    path("loss-reasons/<int:pk>/remove/", losses.remove_loss_reason_view, name="remove_loss_reason"),
    path("deals/<int:pk>/reopen/", deals.reopen_deal_view, name="reopen_deal"),
    path("people/<int:pk>/hand-over-deals/", deals.hand_over_deals_view, name="hand_over_deals"),
    path("clients/<int:pk>/deals/", deals.company_deals, name="company_deals"),
    path("plans/", plan.sales_plans, name="sales_plans"),
    path("plans/copy/", plan.copy_sales_plans_view, name="copy_sales_plans"),
    path("plans/<int:pk>/withdraw/", plan.withdraw_sales_plan_view, name="withdraw_sales_plan"),
    path("forecast/take/", plan.take_forecast_view, name="take_forecast"),
]
