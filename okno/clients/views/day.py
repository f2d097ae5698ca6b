"""The end of the day: one client after another, a status and a step each, by the keyboard alone (C4)."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from okno.clients.actions.close_day import close_day as close
from okno.clients.day import DayState, day_of
from okno.clients.forms_standing import ClosingForm, StandingForm
from okno.clients.models import Company
from okno.clients.permissions import can_close_day
from okno.clients.views.keeping import is_set, standing_form
from okno.journal.models import Entry
from okno.journal.stream import Stream, with_links
from okno.kernel.dates import FIRST_YEAR
from okno.kernel.errors import allow
from okno.kernel.workdays import add_working_days, is_working_day
from okno.people.doors import StaffRequest, one_visible, signed_in


@signed_in
def close_day(request: StaffRequest) -> HttpResponse:
    """The day with its first client left (or the one that is asked for); POST closes it."""
    by = request.employee
    allow(can_close_day(by))
    on = _day(request.POST or request.GET)
    if request.method == "POST":
        close(on=on, by=by, at=timezone.now())
        return HttpResponseRedirect(_address(on))
    day = day_of(by, on)
    company = _asked_for(day, request.GET.get("client", ""))
    form = standing_form(request, company, ClosingForm) if company else None
    return _page(request, day, company, form)


@signed_in
def set_day_status(request: StaffRequest, pk: int) -> HttpResponse:
    """Set one client's status; the next comes by itself."""
    company = one_visible(Company.objects, request, pk)
    on = _day(request.POST or request.GET)
    if request.method != "POST":
        return HttpResponseRedirect(_address(on, company.pk))
    form = standing_form(request, company, ClosingForm)
    following = _after(day_of(request.employee, on), company)
    if is_set(request, company, form):
        return HttpResponseRedirect(_address(on, following))
    return _page(request, day_of(request.employee, on), company, form)


def _page(
    request: StaffRequest, day: DayState, company: Company | None, form: StandingForm | None
) -> HttpResponse:
    context: dict[str, Any] = {"day": day, "company": company, "form": form, "today": timezone.localdate()}
    if company:
        entries = Entry.objects.visible_to(request.employee).on_day(day.on).filter(company=company)
        context["stream"] = Stream(with_links(entries.select_related("by"), request.employee), "")
        context["skip_url"] = _address(day.on, _after(day, company))
    context |= {"behind": _behind(request, day), "is_day_off": not is_working_day(day.on)}
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "clients/close_day.html", context, status=status)


def _behind(request: StaffRequest, day: DayState) -> DayState | None:
    """The working day before today, while clients of it are left and it is not the one shown."""
    before = add_working_days(timezone.localdate(), -1)
    if day.on <= before:
        return None
    found = day_of(request.employee, before)
    return found if found.left else None


def _day(given: QueryDict) -> date:
    """The day named in the address, today when there is none; a day ahead has nothing to close."""
    today = timezone.localdate()
    try:
        named = parse_date(given.get("on", ""))
    except ValueError:
        named = None
    return named if named is not None and named.year >= FIRST_YEAR and named <= today else today


def _asked_for(day: DayState, key: str) -> Company | None:
    """Among the touched the client that is asked for, else the first left."""
    asked = next((one for one in day.touched if str(one.pk) == key), None)
    return asked or next(iter(day.left), None)


def _after(day: DayState, company: Company) -> int | None:
    """The next client left after this one; the first of those skipped when it was the last."""
    keys = [one.pk for one in day.touched]
    at = keys.index(company.pk) if company.pk in keys else -1
    left = {one.pk for one in day.left} - {company.pk}
    return next((key for key in [*keys[at + 1 :], *keys[: at + 1]] if key in left), None)


def _address(on: date, client: int | None = None) -> str:
    asked: dict[str, object] = {} if on == timezone.localdate() else {"on": on.isoformat()}
    if client is not None:
        asked["client"] = client
    return f"{reverse('clients:close_day')}{'?' + urlencode(asked) if asked else ''}"
