"""The printed invoice, «Счёт на оплату», with the code that a bank's app pays by."""

from okno.money.invoicing.pdf.compiler import invoice_pdf

__all__ = ["invoice_pdf"]
