from django.urls import path

from okno.records.relations.views import day, handovers, keeping, panels

app_name = "relations"

urlpatterns = [
    path("clients/hand-over/", handovers.hand_over_clients_view, name="hand_over_clients"),
    path("clients/<int:pk>/set-manager/", keeping.set_manager_view, name="set_manager"),
    path("clients/<int:pk>/set-status/", keeping.set_status_view, name="set_status"),
    path("clients/<int:pk>/line/", keeping.waiting_line, name="waiting_line"),
    path("clients/<int:pk>/row/", keeping.company_row, name="company_row"),
    path("clients/<int:pk>/hand-over/", handovers.hand_over_client_view, name="hand_over_client"),
    path("hand-overs/", handovers.handovers, name="handovers"),
    path("hand-overs/<int:pk>/", handovers.handover, name="handover"),
    path(
        "hand-overs/<int:pk>/acknowledge/", handovers.acknowledge_handover_view, name="acknowledge_handover"
    ),
    path("day/", day.close_day_view, name="close_day"),
    path("day/<int:pk>/", day.set_day_status, name="set_day_status"),
    path("panels/companies/<int:pk>/keeping/", panels.company_keeping, name="company_keeping"),
    path("panels/employees/<int:pk>/companies/", panels.employee_companies, name="employee_companies"),
]
