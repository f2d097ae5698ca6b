from django.urls import path

from okno.records.clients.views import companies, company, contacts, facts, letters, no_contacts, season

app_name = "clients"

urlpatterns = [
    path("clients/", companies.companies, name="companies"),
    path("clients/add/", company.add_company_view, name="add_company"),
    path("clients/<int:pk>/", company.company, name="company"),
    path("clients/<int:pk>/change/", facts.change_company_view, name="change_company"),
    path("clients/<int:pk>/add-contact/", contacts.add_contact_view, name="add_contact"),
    path("clients/<int:pk>/add-bank-account/", company.add_bank_account_view, name="add_bank_account"),
    path("clients/<int:pk>/facts/<slug:name>/", facts.fact, name="fact"),
    path("clients/<int:pk>/facts/<slug:name>/change/", facts.change_fact, name="change_fact"),
    path("clients/<int:pk>/contacts/", contacts.contacts, name="contacts"),
    path("clients/<int:pk>/season/", season.season, name="season"),
    path("clients/<int:pk>/set-season/", season.set_season_view, name="set_season"),
    path("clients/<int:pk>/send-letter/", letters.send_letter_view, name="send_letter"),
    path("contacts/<int:pk>/change/", contacts.change_contact_view, name="change_contact"),
    path("contacts/<int:pk>/remove/", contacts.remove_contact_view, name="remove_contact"),
    path("contacts/<int:pk>/return/", contacts.return_contact_view, name="return_contact"),
    path("no-contacts/", no_contacts.no_contacts, name="no_contacts"),
    path("no-contacts/<int:pk>/lift/", no_contacts.lift_no_contact_view, name="lift_no_contact"),
]
