from django.urls import path

from okno.billing import urls_payments
from okno.billing.views import invoices, running, runs

app_name = "billing"

urlpatterns = [
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/<int:pk>/", invoices.invoice, name="invoice"),
    path("invoices/<int:pk>/pdf/", invoices.invoice_pdf, name="invoice_pdf"),
    path("companies/<int:pk>/invoices/", invoices.company_invoices, name="company_invoices"),
    path("companies/<int:pk>/apply-credit/", invoices.apply_credit_view, name="apply_credit"),
    path("contracts/<int:pk>/invoices/", invoices.contract_invoices, name="contract_invoices"),
    path("orders/<int:pk>/invoices/", invoices.order_invoices, name="order_invoices"),
    path("services/", running.services, name="services"),
    path("services/<int:pk>/", running.service, name="service"),
    path("services/<int:pk>/end/", running.end_service_view, name="end_service"),
    path("companies/<int:pk>/services/", running.company_services, name="company_services"),
    path("contracts/<int:pk>/services/", running.contract_services, name="contract_services"),
    path("billing-runs/", runs.billing_runs, name="billing_runs"),
    path("billing-runs/start/", runs.start_billing_run_view, name="start_billing_run"),
    path("billing-runs/<int:pk>/", runs.billing_run, name="billing_run"),
    path("billing-runs/<int:pk>/bill-batch/", runs.bill_batch_view, name="bill_batch"),
    *urls_payments.urlpatterns,
]
