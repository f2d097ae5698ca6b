"""Hand-over packs: pages for reading and for paper."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, override

from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.read.today.pack import packs_of
from okno.records.clients.models import Company
from okno.team.people.models import Employee

ON_A_PAGE = 8
AT_ONCE = 25
SECTIONS = "<!-- sections -->"


@signed_in
def company_pack(request: StaffRequest, pk: int) -> HttpResponse:
    company, now = get_visible_or_404(Company.objects.outside(), request, pk), timezone.now()
    (pack,) = packs_of([company], reader=request.employee, at=now)
    return render(request, "today/pack/company.html", {"pack": pack, "now": now})


@signed_in
def employee_pack(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Show all clients of an employee: eight on a page, or all on one sheet for the printer."""
    keeper, now = get_visible_or_404(Employee.objects, request, pk), timezone.now()
    kept = Company.objects.visible_to(request.employee).managed_by(keeper).order_by("sort_key", "id")
    context: dict[str, Any] = {"keeper": keeper, "now": now, "is_whole": request.GET.get("all") == "1"}
    if context["is_whole"]:
        context |= {"count": kept.count(), "marker": SECTIONS}
        shell = render_to_string("today/pack/employee.html", context, request)
        return StreamingHttpResponse(_sheet(shell, kept, request.employee, now))
    page = Paginator(kept, ON_A_PAGE).get_page(request.GET.get("page"))
    packs = packs_of(page.object_list, reader=request.employee, at=now)
    context |= {"page": page, "packs": packs, "count": page.paginator.count}
    return render(request, "today/pack/employee.html", context)


def _sheet(shell: str, kept: QuerySet[Company], reader: Employee, now: datetime) -> Iterator[str]:
    """Yield the page with its sections one by one: four hundred need no more memory than one."""
    before, _marker, after = shell.partition(SECTIONS)
    language = get_language()
    yield before
    keys = list(kept.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        companies = Company.objects.filter(pk__in=keys[start : start + AT_ONCE])
        # The language of the request is no longer sure once its answer streams.
        with override(language):
            packs = packs_of(companies.order_by("sort_key", "id"), reader=reader, at=now)
            yield "".join(_section(pack, now) for pack in packs)
    yield after


def _section(pack: Any, now: datetime) -> str:
    return render_to_string("today/pack/section.html", {"pack": pack, "now": now})


@signed_in
def company_papers(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the panel of a client's page with the link to the pack; it is empty for our own companies."""
    company = get_visible_or_404(Company.objects, request, pk)
    return render(request, "today/pack/papers.html", {"company": None if company.is_own else company})


@signed_in
def employee_papers(request: StaffRequest, pk: int) -> HttpResponse:
    keeper = get_visible_or_404(Employee.objects, request, pk)
    count = Company.objects.visible_to(request.employee).managed_by(keeper).count()
    return render(request, "today/pack/papers.html", {"keeper": keeper, "count": count})
