"""Subscriptions with their terms, billing runs, and invoices with their lines."""

from okno.money.invoicing.models.invoices import BillingRun, Invoice, InvoiceLine
from okno.money.invoicing.models.subscriptions import Currency, Subscription, SubscriptionTerm

__all__ = ["BillingRun", "Currency", "Invoice", "InvoiceLine", "Subscription", "SubscriptionTerm"]
