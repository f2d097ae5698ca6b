"""Pages that belong to no room: search and commands, and the look of every component."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from okno.attract.deals.models import Deal
from okno.attract.leads.models import Lead
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.records.clients.models import Company
from okno.team.people.models import Employee
from okno.team.people.permissions import can_hand_over_work
from okno.team.promises.models import Promise
from okno.top.config.palette_actions import offered
from okno.top.config.recent_records import company_here, opened_lately
from okno.top.config.search import Answer, found_by


@signed_in
def search(request: StaffRequest) -> HttpResponse:
    """Show all that `?q=` finds, of every kind or of one."""
    answer = found_by(request.employee, request.GET.get("q", ""))
    kind = request.GET.get("kind", "")
    lines = [line for line in answer.lines if not kind or line.code == kind]
    return render(request, "config/search.html", {"answer": answer, "lines": lines, "kind": kind})


@signed_in
def search_lines(request: StaffRequest) -> HttpResponse:
    """Show the lines of the palette; with nothing typed, what was opened lately and what may be done here."""
    by, opened = request.actor, request.GET.get("opened", "").split()
    here = company_here(by.employee, request.htmx.current_url_abs_path or "") if request.htmx else None
    if request.GET.get("q", "").strip(" \0"):
        answer = found_by(by.employee, request.GET["q"], opened=opened, here=here)
        return render(request, "config/found.html", {"answer": answer, "groups": answer.groups})
    groups = [
        (str(_("Opened lately")), opened_lately(by.employee, opened)),
        (str(_("Actions")), offered(by.employee, here)),
    ]
    return render(request, "config/found.html", {"answer": Answer(""), "groups": dict(groups)})


@require_safe
@signed_in
def employee_holdings(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the panel of counts, for those who may hand it all over."""
    holder = get_visible_or_404(Employee.objects, request, pk)
    allow(can_hand_over_work(request.actor))
    promises = Promise.objects.open().owned_by(holder)
    leads = Lead.objects.filter(assigned_to=holder, status=Lead.Status.NEW)
    holdings = [
        (Company.objects.outside().managed_by(holder).count(), _("clients he keeps")),
        (promises.count(), _("open promises")),
        (promises.overdue(timezone.now()).count(), _("of them overdue")),
        (Deal.objects.open().filter(owner=holder).count(), _("open deals")),
        (leads.count(), _("leads not qualified yet")),
    ]
    return render(request, "config/holdings.html", {"holdings": holdings, "holder": holder})
