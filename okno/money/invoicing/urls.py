from django.urls import path

from okno.money.invoicing.views import invoices, runs, subscriptions

app_name = "invoicing"

urlpatterns = [
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/<int:pk>/", invoices.invoice, name="invoice"),
    path("invoices/<int:pk>/pdf/", invoices.invoice_pdf, name="invoice_pdf"),
    path("companies/<int:pk>/invoices/", invoices.company_invoices, name="company_invoices"),
    path("contracts/<int:pk>/invoices/", invoices.contract_invoices, name="contract_invoices"),
    path("orders/<int:pk>/invoices/", invoices.order_invoices, name="order_invoices"),
    path("services/", subscriptions.services, name="services"),
    path("services/<int:pk>/", subscriptions.service, name="service"),
    path("services/<int:pk>/end/", subscriptions.end_service_view, name="end_service"),
    path("companies/<int:pk>/services/", subscriptions.company_services, name="company_services"),
    path("contracts/<int:pk>/services/", subscriptions.contract_services, name="contract_services"),
    path("billing-runs/", runs.billing_runs, name="billing_runs"),
    path("billing-runs/start/", runs.start_billing_run_view, name="start_billing_run"),
    path("billing-runs/<int:pk>/", runs.billing_run, name="billing_run"),
    path("billing-runs/<int:pk>/bill-batch/", runs.bill_batch_view, name="bill_batch"),
]
