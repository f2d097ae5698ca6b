"""Bank statements and payments at the API; sums are in minor units (kopecks)."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status

from okno.billing.actions.allocate_payment import allocate_payment
from okno.billing.actions.ignore_payment import ignore_payment
from okno.billing.actions.load_statement import load_statement
from okno.billing.actions.reconsider_payment import reconsider_payment
from okno.billing.forms_payments import LARGEST_FILE
from okno.billing.models import Allocation, BankStatement, Invoice, Payment
from okno.billing.queries import PaymentQuerySet
from okno.clients.models import Company
from okno.kernel.errors import Invalid
from okno.people.doors import caller
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, Minor, listing

router = Router(tags=["billing"])

FILE = {"type": "string", "format": "binary"}
UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": {"type": "object", "properties": {"file": FILE}}},
            "application/octet-stream": {"schema": FILE},
        },
    }
}


class WarningAnswer(Answer):
    """`line` is the first line of the file that it is about, `lines` all of them."""

    line: int
    code: str
    text: str
    lines: list[int]


class StatementAnswer(Answer):
    """`added` of the documents were new; `matched` and `unclear` are how those stand now."""

    id: int
    file_name: str
    starts_on: date
    ends_on: date
    documents: int
    added: int
    matched: int
    unclear: int
    warnings: list[WarningAnswer]
    marked: list[WarningAnswer]

    @staticmethod
    def resolve_warnings(statement: BankStatement) -> list[dict[str, Any]]:
        return statement.warnings_told

    @staticmethod
    def resolve_marked(statement: BankStatement) -> list[dict[str, Any]]:
        return statement.marked_told


class AllocationAnswer(Answer):
    invoice: int
    amount_minor: int
    on: date

    @staticmethod
    def resolve_invoice(allocation: Allocation) -> int:
        return allocation.invoice_id


class PaymentAnswer(Answer):
    """`reason` is the code of why it was matched or why it waits, `why` the same in words."""

    id: int
    number: str
    paid_on: date
    direction: str
    status: str
    amount_minor: int
    allocated_minor: int
    company: int | None
    other_name: str
    other_inn: str
    other_account: str
    purpose: str
    reason: str
    why: str
    note: str
    allocations: list[AllocationAnswer]

    @staticmethod
    def resolve_company(payment: Payment) -> int | None:
        return payment.company_id


class AllocationBody(Body):
    invoice: Id
    amount_minor: Minor


class AllocateBody(Body):
    """Without allocations the whole payment becomes the client's credit."""

    company: Id
    allocations: list[AllocationBody] = []


class IgnoreBody(Body):
    reason: Line


@router.post("/bank-statements", response={201: StatementAnswer, **PROBLEMS}, openapi_extra=UPLOAD)
def load(request: HttpRequest, name: Line = "") -> Status[BankStatement]:
    """Load a file of a bank, sent as a form's `file` or as the bytes of the body (`name` is its name).

    Payments that were loaded before, in whatever encoding, are not added again. 422 when it is no
    statement, is broken, or is of an account that is not ours; nothing of it is loaded then.
    """
    data, file_name = _upload(request, name)
    loaded = load_statement(data=data, file_name=file_name, by=caller(request), at=timezone.now())
    return Status(201, BankStatement.objects.with_results().get(pk=loaded.pk))


@router.get("/payments", response={200: Listing[PaymentAnswer], **PROBLEMS})
def list_payments(
    request: HttpRequest, status: str = "", direction: str = "", cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Payments that the caller may see, the latest loaded first; `direction` is in, out or own."""
    found = _visible(request)
    if status:
        found = found.filter(status=_known(status, Payment.Status.values, "status"))
    if direction:
        found = found.filter(direction=_known(direction, Payment.Direction.values, "direction"))
    return listing(found, cursor, limit)


@router.get("/payments/{int:id}", response={200: PaymentAnswer, **PROBLEMS})
def read_payment(request: HttpRequest, id: int) -> Payment:
    """One payment with the invoices that it went to."""
    return get_object_or_404(_visible(request), pk=id)


@router.post("/payments/{int:id}/allocate", response={200: PaymentAnswer, **PROBLEMS})
def allocate(request: HttpRequest, id: int, body: AllocateBody) -> Payment:
    """Give a received payment to a client and book it onto his invoices; the rest is his credit."""
    by = caller(request)
    payment = get_object_or_404(_visible(request), pk=id)
    invoices = Invoice.objects.visible_to(by)
    allocations = [
        (get_object_or_404(invoices, pk=one.invoice), one.amount_minor) for one in body.allocations
    ]
    company = get_object_or_404(Company.objects.visible_to(by), pk=body.company)
    allocate_payment(payment=payment, company=company, allocations=allocations, by=by, at=timezone.now())
    return _visible(request).get(pk=id)


@router.post("/payments/{int:id}/ignore", response={200: PaymentAnswer, **PROBLEMS})
def ignore(request: HttpRequest, id: int, body: IgnoreBody) -> Payment:
    """Set a payment aside that is not for invoices."""
    payment = get_object_or_404(_visible(request), pk=id)
    return ignore_payment(payment=payment, reason=body.reason, by=caller(request), at=timezone.now())


@router.post("/payments/{int:id}/reconsider", response={200: PaymentAnswer, **PROBLEMS})
def reconsider(request: HttpRequest, id: int) -> Payment:
    """Take up again a payment that was set aside."""
    payment = get_object_or_404(_visible(request), pk=id)
    return reconsider_payment(payment=payment, by=caller(request), at=timezone.now())


def _visible(request: HttpRequest) -> PaymentQuerySet:
    return Payment.objects.visible_to(caller(request)).prefetch_related("allocations")


def _known(word: str, words: list[str], name: str) -> str:
    if word not in words:
        raise Invalid(**{name: _("One of: {words}").format(words=", ".join(words))})
    return word


def _upload(request: HttpRequest, name: str) -> tuple[bytes, str]:
    """The bytes of a form's file or of the body, read as a stream: the limit of forms is too low for it."""
    if request.content_type == "multipart/form-data":
        file = request.FILES.get("file")
        if file is None:
            raise Invalid(file=_("Send the statement as the file “file”."))
        data, name = file.read(LARGEST_FILE + 1), name or file.name or ""
    else:
        data = request.body if hasattr(request, "_body") else request.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise Invalid(file=_("The file is larger than 32 MB: ask the bank for a shorter period."))
    return data, name
