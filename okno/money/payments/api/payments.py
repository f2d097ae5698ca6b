"""Bank statements and payments in the API; sums are in minor units (kopecks)."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status

from okno.ground.kernel.errors import Invalid
from okno.ground.ui.access import actor, caller
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, Minor, listing
from okno.money.invoicing.models import Invoice
from okno.money.payments.actions.allocate_payment import allocate_payment
from okno.money.payments.actions.ignore_payment import ignore_payment
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.actions.reconsider_payment import reconsider_payment
from okno.money.payments.forms import LARGEST_FILE
from okno.money.payments.models import Allocation, BankStatement, Payment
from okno.money.payments.queries import PaymentQuerySet
from okno.records.clients.models import Company

router = Router()

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


class StatementWarningAnswer(Answer):
    """A warning about a file; `line` is the first line that it is about, `lines` are all of them."""

    line: int
    code: str
    text: str
    lines: list[int]


class BankStatementAnswer(Answer):
    """A loaded file; `added` of its documents were new, now `matched` or still `unclear`."""

    id: int
    file_name: str
    starts_on: date
    ends_on: date
    documents: int
    added: int
    matched: int
    unclear: int
    warnings: list[StatementWarningAnswer]
    marked: list[StatementWarningAnswer]

    @staticmethod
    def resolve_warnings(statement: BankStatement) -> list[dict[str, Any]]:
        return statement.rendered_warnings

    @staticmethod
    def resolve_marked(statement: BankStatement) -> list[dict[str, Any]]:
        return statement.rendered_marks


class AllocationAnswer(Answer):
    invoice: int
    amount_minor: int
    on: date

    @staticmethod
    def resolve_invoice(allocation: Allocation) -> int:
        return allocation.invoice_id


class PaymentAnswer(Answer):
    """A payment; `reason` is the code of why it was matched or why it waits, `why` the same as a sentence."""

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


class AllocatePaymentBody(Body):
    """The client and their invoices; without allocations the whole payment becomes the client's credit."""

    company: Id
    allocations: list[AllocationBody] = []


class IgnorePaymentBody(Body):
    reason: Line


@router.post("/bank-statements", response={201: BankStatementAnswer, **PROBLEMS}, openapi_extra=UPLOAD)
def load_statement_api(request: HttpRequest, name: Line = "") -> Status[BankStatement]:
    """Load a file of a bank, sent as a form's `file` or as the bytes of the body (`name` is its name).

    Payments that were loaded before, in whatever encoding, are not added again. 422 when it is no statement,
    is broken, or is of an account that is not ours; nothing of it is loaded then.
    """
    data, file_name = _upload(request, name)
    loaded = load_statement(data=data, file_name=file_name, by=actor(request), at=timezone.now())
    return Status(201, BankStatement.objects.with_results().get(pk=loaded.pk))


@router.get("/payments", response={200: Listing[PaymentAnswer], **PROBLEMS})
def list_payments(
    request: HttpRequest, status: str = "", direction: str = "", cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Return the payments that the caller may see, the latest loaded first; `direction` is in, out or own."""
    visible = _visible(request)
    if status:
        visible = visible.filter(status=_checked(status, Payment.Status.values, "status"))
    if direction:
        visible = visible.filter(direction=_checked(direction, Payment.Direction.values, "direction"))
    return listing(visible, cursor, limit)


@router.get("/payments/{int:id}", response={200: PaymentAnswer, **PROBLEMS})
def get_payment(request: HttpRequest, id: int) -> Payment:
    """Return a payment with the invoices that it paid."""
    return get_object_or_404(_visible(request), pk=id)


@router.post("/payments/{int:id}/allocate", response={200: PaymentAnswer, **PROBLEMS})
def allocate_payment_api(request: HttpRequest, id: int, body: AllocatePaymentBody) -> Payment:
    """Give a received payment to a client and book it onto their invoices; the rest is their credit."""
    by = actor(request)
    payment = get_object_or_404(_visible(request), pk=id)
    invoices = Invoice.objects.visible_to(by.employee)
    allocations = [
        (get_object_or_404(invoices, pk=part.invoice), part.amount_minor) for part in body.allocations
    ]
    company = get_object_or_404(Company.objects.visible_to(by.employee), pk=body.company)
    allocate_payment(payment=payment, company=company, allocations=allocations, by=by, at=timezone.now())
    return _visible(request).get(pk=id)


@router.post("/payments/{int:id}/ignore", response={200: PaymentAnswer, **PROBLEMS})
def ignore_payment_api(request: HttpRequest, id: int, body: IgnorePaymentBody) -> Payment:
    """Set a payment aside that is not for invoices."""
    payment = get_object_or_404(_visible(request), pk=id)
    return ignore_payment(payment=payment, reason=body.reason, by=actor(request), at=timezone.now())


@router.post("/payments/{int:id}/reconsider", response={200: PaymentAnswer, **PROBLEMS})
def reconsider_payment_api(request: HttpRequest, id: int) -> Payment:
    """Take up again a payment that was set aside."""
    payment = get_object_or_404(_visible(request), pk=id)
    return reconsider_payment(payment=payment, by=actor(request), at=timezone.now())


def _visible(request: HttpRequest) -> PaymentQuerySet:
    return Payment.objects.visible_to(caller(request)).prefetch_related("allocations")


def _checked(value: str, values: list[str], name: str) -> str:
    if value not in values:
        raise Invalid(**{name: _("One of: {words}").format(words=", ".join(values))})
    return value


def _upload(request: HttpRequest, name: str) -> tuple[bytes, str]:
    """Return the bytes and the name of a form's file or of the body.

    The body is read as a stream: the limit of form fields is too low for a statement.
    """
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
