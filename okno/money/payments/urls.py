from django.urls import path

from okno.money.payments.views import allocation, credit, glance, payments, statements

app_name = "payments"

urlpatterns = [
    path("companies/<int:pk>/apply-credit/", credit.apply_credit_view, name="apply_credit"),
    path("bank-statements/", statements.statements, name="statements"),
    path("bank-statements/<int:pk>/", statements.statement, name="statement"),
    path("payments/", payments.payments, name="payments"),
    path("payments/unclear/", payments.unclear_payments, name="unclear_payments"),
    path("payments/match/", payments.match_payments_view, name="match_payments"),
    path("payments/<int:pk>/", payments.payment, name="payment"),
    path("payments/<int:pk>/allocate/", allocation.allocate_payment_view, name="allocate_payment"),
    path("payments/<int:pk>/ignore/", payments.ignore_payment_view, name="ignore_payment"),
    path("payments/<int:pk>/reconsider/", payments.reconsider_payment_view, name="reconsider_payment"),
    path("companies/<int:pk>/payments/", payments.company_payments, name="company_payments"),
    path("companies/<int:pk>/glance/", glance.company_glance, name="company_glance"),
    path("companies/<int:pk>/balance/", payments.company_balance, name="company_balance"),
]
