"""Addresses of statements and payments; billing/urls.py takes them in."""

from django.urls import path

from okno.billing.views import allocation, glance, payments, statements

urlpatterns = [
    path("bank-statements/", statements.statements, name="statements"),
    path("bank-statements/<int:pk>/", statements.statement, name="statement"),
    path("payments/", payments.payments, name="payments"),
    path("payments/unclear/", payments.unclear_payments, name="unclear_payments"),
    path("payments/match/", payments.match_again, name="match_payments"),
    path("payments/<int:pk>/", payments.payment, name="payment"),
    path("payments/<int:pk>/allocate/", allocation.allocate, name="allocate_payment"),
    path("payments/<int:pk>/ignore/", payments.ignore, name="ignore_payment"),
    path("payments/<int:pk>/reconsider/", payments.reconsider, name="reconsider_payment"),
    path("companies/<int:pk>/payments/", payments.company_payments, name="company_payments"),
    path("companies/<int:pk>/glance/", glance.company_glance, name="company_glance"),
    path("companies/<int:pk>/balance/", payments.company_balance, name="company_balance"),
]
