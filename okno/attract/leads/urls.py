from django.urls import path

from okno.attract.leads.directories import QUESTIONS
from okno.attract.leads.views import leads, marked_leads
from okno.ground.directory.views import pages

app_name = "leads"

urlpatterns = [
    path("leads/", leads.leads, name="leads"),
    path("leads/register/", leads.register_lead_view, name="register_lead"),
    path("leads/<int:pk>/", leads.lead, name="lead"),
    path("leads/<int:pk>/disqualify/", leads.disqualify_lead_view, name="disqualify_lead"),
    path("leads/<int:pk>/tell-minimum-price/", leads.tell_minimum_price_view, name="tell_minimum_price"),
    path("leads/disqualify/", marked_leads.disqualify_leads_view, name="disqualify_leads"),
    *pages(QUESTIONS, "questions/"),
]
