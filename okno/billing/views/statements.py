"""Pages of bank statements."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.billing.actions.load_statement import load_statement
from okno.billing.forms_payments import StatementForm
from okno.billing.models import BankStatement
from okno.billing.permissions import can_allocate_payment, can_load_statement
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.lists import page_of
from okno.ui.submit import submit


@signed_in
def statements(request: StaffRequest) -> HttpResponse:
    """The list of what was loaded, with a form to load one more."""
    if request.method == "POST":
        allow(can_load_statement(request.employee))
    loaded = BankStatement.objects.visible_to(request.employee).with_results()

    def act(file: UploadedFile) -> BankStatement:
        name = file.name or ""
        return load_statement(data=file.read(), file_name=name, by=request.employee, at=timezone.now())

    context = {
        "page": page_of(request, loaded.select_related("own_company", "loaded_by")),
        "may_load": can_load_statement(request.employee),
    }
    return submit(request, StatementForm, act, template="billing/statements.html", context=context)


@signed_in
@require_safe
def statement(request: StaffRequest, pk: int) -> HttpResponse:
    found = BankStatement.objects.with_results().select_related("own_company", "loaded_by")
    one: BankStatement = one_visible(found, request, pk)
    payments = one.payments.select_related("company").order_by("paid_on", "id")
    context = {
        "statement": one,
        "page": page_of(request, payments, size=100),
        "may_sort_out": can_allocate_payment(request.employee),
    }
    return render(request, "billing/statement.html", context)
