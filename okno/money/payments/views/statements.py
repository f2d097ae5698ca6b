"""Pages of bank statements."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import submit
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.forms import StatementForm
from okno.money.payments.models import BankStatement
from okno.money.payments.permissions import can_allocate_payment, can_load_statement


@signed_in
def statements(request: StaffRequest) -> HttpResponse:
    """Render the loaded statements with a form that loads one more."""
    if request.method == "POST":
        allow(can_load_statement(request.actor))
    loaded = BankStatement.objects.visible_to(request.employee).with_results()

    def act(file: UploadedFile) -> BankStatement:
        name = file.name or ""
        return load_statement(data=file.read(), file_name=name, by=request.actor, at=timezone.now())

    context = {
        "page": page_of(request, loaded.select_related("own_company", "loaded_by")),
        "may_load": can_load_statement(request.actor),
    }
    return submit(request, StatementForm, act, template="payments/statements.html", context=context)


@signed_in
@require_safe
def statement(request: StaffRequest, pk: int) -> HttpResponse:
    visible = BankStatement.objects.with_results().select_related("own_company", "loaded_by")
    loaded: BankStatement = get_visible_or_404(visible, request, pk)
    payments = loaded.payments.select_related("company").order_by("paid_on", "id")
    context = {
        "statement": loaded,
        "page": page_of(request, payments, size=100),
        "may_sort_out": can_allocate_payment(request.actor),
    }
    return render(request, "payments/statement.html", context)
