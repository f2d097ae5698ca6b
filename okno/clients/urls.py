from django.urls import path

from okno.clients.views import (
    companies,
    company,
    contacts,
    day,
    facts,
    handovers,
    keeping,
    letters,
    no_contacts,
    season,
)

app_name = "clients"

urlpatterns = [
    path("clients/", companies.companies, name="companies"),
    path("clients/add/", company.add_company, name="add_company"),
    path("clients/hand-over/", handovers.hand_over_clients, name="hand_over_clients"),
    path("clients/<int:pk>/", company.company, name="company"),
    path("clients/<int:pk>/change/", facts.change_company, name="change_company"),
    path("clients/<int:pk>/add-contact/", contacts.add_contact, name="add_contact"),
    path("clients/<int:pk>/add-bank-account/", company.add_bank_account, name="add_bank_account"),
    path("clients/<int:pk>/set-manager/", keeping.set_manager, name="set_manager"),
    path("clients/<int:pk>/set-status/", keeping.set_status, name="set_status"),
    path("clients/<int:pk>/line/", keeping.waiting_line, name="waiting_line"),
    path("clients/<int:pk>/row/", keeping.company_row, name="company_row"),
    path("clients/<int:pk>/hand-over/", handovers.hand_over_client, name="hand_over_client"),
    path("hand-overs/", handovers.handovers, name="handovers"),
    path("hand-overs/<int:pk>/", handovers.handover, name="handover"),
    path("hand-overs/<int:pk>/acknowledge/", handovers.acknowledge_handover, name="acknowledge_handover"),
    path("day/", day.close_day, name="close_day"),
    path("day/<int:pk>/", day.set_day_status, name="set_day_status"),
    path("panels/companies/<int:pk>/keeping/", companies.company_keeping, name="company_keeping"),
    path("clients/<int:pk>/facts/<slug:name>/", facts.fact, name="fact"),
    path("clients/<int:pk>/facts/<slug:name>/change/", facts.change_fact, name="change_fact"),
    path("clients/<int:pk>/contacts/", contacts.contacts, name="contacts"),
    path("clients/<int:pk>/season/", season.season, name="season"),
    path("clients/<int:pk>/set-season/", season.set_season, name="set_season"),
    path("clients/<int:pk>/send-letter/", letters.send_letter, name="send_letter"),
    path("contacts/<int:pk>/change/", contacts.change_contact, name="change_contact"),
    path("contacts/<int:pk>/remove/", contacts.remove_contact, name="remove_contact"),
    path("contacts/<int:pk>/return/", contacts.return_contact, name="return_contact"),
    path("no-contacts/", no_contacts.no_contacts, name="no_contacts"),
    path("no-contacts/<int:pk>/lift/", no_contacts.lift_no_contact, name="lift_no_contact"),
    path("panels/employees/<int:pk>/companies/", companies.employee_companies, name="employee_companies"),
]
