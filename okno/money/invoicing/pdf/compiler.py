"""Pages made by Typst; one compiler serves the whole process, since starting one costs more than a page."""

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, Literal

import typst

from okno.money.invoicing.models import Invoice
from okno.money.invoicing.pdf.content import invoice_content

HERE: Final = Path(__file__).resolve().parent
FONTS: Final = HERE.parents[2] / "ground/ui/fonts"
_one_at_a_time = Lock()


def invoice_pdf(invoice: Invoice) -> bytes:
    """Return the invoice as a PDF file; it is a legal document, so it is always in Russian."""
    return compiled(invoice_content(invoice), "pdf")


def compiled(content: dict[str, Any], how: Literal["pdf", "png"]) -> bytes:
    """Return a page of this content as a PDF file, or as a PNG picture to look at."""
    data = json.dumps(content, ensure_ascii=False)
    with _one_at_a_time:
        made = _compiler().compile(format=how, sys_inputs={"invoice": data})
    if isinstance(made, list):
        return made[0]
    return made or b""


# One a process: reading the fonts takes longer than an invoice (200 invoices in 2 to 5 seconds).
@cache
def _compiler() -> typst.Compiler:
    """Return the process's compiler, which uses our own fonts only: the page is the same on every machine."""
    return typst.Compiler(
        input=str(HERE / "invoice.typ"), root=str(HERE), font_paths=[str(FONTS)], ignore_system_fonts=True
    )
