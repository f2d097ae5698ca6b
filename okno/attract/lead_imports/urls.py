from django.urls import path

from okno.attract.lead_imports import views

app_name = "lead_imports"

urlpatterns = [
    path("leads/import/", views.upload_leads_view, name="upload_leads"),
    path("leads/import/<int:pk>/", views.leadsfile, name="leadsfile"),
    path("leads/import/<int:pk>/load/", views.import_leads_view, name="import_leads"),
    path("leads/agents/", views.imported_agents, name="imported_agents"),
    path("leads/agents/<int:pk>/map/", views.map_agent_view, name="map_agent"),
]
