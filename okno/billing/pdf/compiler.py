"""Typst makes the page; one compiler serves the whole process: starting one costs more than a page."""

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, Literal

import typst

from okno.billing.models import Invoice
from okno.billing.pdf.content import invoice_content

HERE: Final = Path(__file__).resolve().parent
FONTS: Final = HERE.parents[1] / "ui/fonts"
_one_at_a_time = Lock()


def invoice_pdf(invoice: Invoice) -> bytes:
    """The invoice as a PDF file, in Russian whatever the reader's language: it is a document."""
    return compiled(invoice_content(invoice), "pdf")


def compiled(content: dict[str, Any], how: Literal["pdf", "png"]) -> bytes:
    """A page of this content as "pdf", or as "png" to look at."""
    data = json.dumps(content, ensure_ascii=False)
    with _one_at_a_time:
        made = _compiler().compile(format=how, sys_inputs={"invoice": data})
    if isinstance(made, list):
        return made[0]
    return made or b""


@cache
def _compiler() -> typst.Compiler:
    """Our own fonts only: the same page on every machine."""
    return typst.Compiler(
        input=str(HERE / "invoice.typ"), root=str(HERE), font_paths=[str(FONTS)], ignore_system_fonts=True
    )
