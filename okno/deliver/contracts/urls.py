from django.urls import path

from okno.deliver.contracts import views

app_name = "contracts"

urlpatterns = [
    path("contracts/", views.contracts, name="contracts"),
    path("contracts/<int:pk>/", views.contract, name="contract"),
    path("contracts/<int:pk>/sign/", views.sign_contract_view, name="sign_contract"),
    path("contracts/<int:pk>/cancel/", views.cancel_contract_view, name="cancel_contract"),
    path("quotes/<int:pk>/draft-contract/", views.draft_contract_view, name="draft_contract"),
    path("quotes/<int:pk>/their-form/", views.their_form, name="their_form"),
    path("quotes/<int:pk>/contracts/", views.quote_contracts, name="quote_contracts"),
    path("deals/<int:pk>/contracts/", views.deal_contracts, name="deal_contracts"),
    path("companies/<int:pk>/contracts/", views.company_contracts, name="company_contracts"),
]
