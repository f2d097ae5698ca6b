from django.urls import path

from okno.clients.views import companies, company, keeping

app_name = "clients"

urlpatterns = [
    path("clients/", companies.companies, name="companies"),
    path("clients/add/", company.add_company, name="add_company"),
    path("clients/<int:pk>/", company.company, name="company"),
    path("clients/<int:pk>/change/", company.change_company, name="change_company"),
    path("clients/<int:pk>/add-contact/", company.add_contact, name="add_contact"),
    path("clients/<int:pk>/add-bank-account/", company.add_bank_account, name="add_bank_account"),
    path("clients/<int:pk>/set-manager/", keeping.set_manager, name="set_manager"),
    path("clients/<int:pk>/set-status/", keeping.set_status, name="set_status"),
    path("panels/employees/<int:pk>/companies/", companies.employee_companies, name="employee_companies"),
]
