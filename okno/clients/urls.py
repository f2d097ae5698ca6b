from django.urls import path

from okno.clients import views

app_name = "clients"

urlpatterns = [
    path("clients/", views.companies, name="companies"),
    path("clients/add/", views.add_company, name="add_company"),
    path("clients/<int:pk>/", views.company, name="company"),
    path("clients/<int:pk>/change/", views.change_company, name="change_company"),
    path("clients/<int:pk>/add-contact/", views.add_contact, name="add_contact"),
    path("clients/<int:pk>/add-bank-account/", views.add_bank_account, name="add_bank_account"),
    path("clients/<int:pk>/set-manager/", views.set_manager, name="set_manager"),
    path("clients/<int:pk>/set-status/", views.set_status, name="set_status"),
    path("panels/employees/<int:pk>/companies/", views.employee_companies, name="employee_companies"),
]
