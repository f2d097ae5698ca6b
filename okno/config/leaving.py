"""What a colleague holds in all rooms: shown before it goes to another."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from okno.clients.models import Company
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.people.permissions import can_hand_over_work
from okno.promises.models import Promise
from okno.sales.models import Deal, Lead


@require_safe
@signed_in
def employee_holdings(request: StaffRequest, pk: int) -> HttpResponse:
    """A panel of counts, for those who may hand it all over."""
    holder = one_visible(Employee.objects, request, pk)
    allow(can_hand_over_work(request.employee))
    promises = Promise.objects.open().owned_by(holder)
    leads = Lead.objects.filter(assigned_to=holder, status=Lead.Status.NEW)
    holdings = [
        (Company.objects.outside().kept_by(holder).count(), _("clients he keeps")),
        (promises.count(), _("open promises")),
        (promises.overdue(timezone.now()).count(), _("of them overdue")),
        (Deal.objects.open().filter(owner=holder).count(), _("open deals")),
        (leads.count(), _("leads not qualified yet")),
    ]
    return render(request, "config/holdings.html", {"holdings": holdings, "holder": holder})
