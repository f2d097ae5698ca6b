"""An invoice on paper: «Счёт на оплату» with the code that a bank's app pays by."""

from okno.billing.pdf.compiler import invoice_pdf

__all__ = ["invoice_pdf"]
