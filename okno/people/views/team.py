"""Pages of people: the team, one employee with his tokens."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from okno.journal.stream import stream_by
from okno.kernel.errors import Invalid, allow
from okno.people.actions.invite_employee import invite_employee as invite
from okno.people.actions.issue_token import issue_token as issue
from okno.people.actions.revoke_token import revoke_token as revoke
from okno.people.away import balance_of
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.forms import EmployeeFilter, InviteForm, TokenForm
from okno.people.lists import filtered
from okno.people.models import ApiToken, Duty, Employee
from okno.people.month import word_of
from okno.people.permissions import (
    can_announce_absence,
    can_change_profile,
    can_end_employment,
    can_hand_over_work,
    can_invite_employee,
    can_issue_token,
    can_set_head,
)
from okno.people.standins import answers_on
from okno.ui.lists import page_of
from okno.ui.submit import show_invalid, submit


@signed_in
def employees(request: StaffRequest) -> HttpResponse:
    gone, today = request.GET.get("view") == "left", timezone.localdate()
    form, away = EmployeeFilter(request.GET), answers_on(today)
    visible = Employee.objects.visible_to(request.employee).select_related("head").prefetch_related("roles")
    shown = filtered(visible.filter(left_on__isnull=False) if gone else visible.working(), form, away.keys())
    page = page_of(request, shown.order_by("name", "id"))
    on_call = Duty.objects.filter(on=today).values_list("employee", flat=True)
    for one in page.items:
        one.answers = away.get(one.pk)  # type: ignore[attr-defined]
        one.is_on_call = one.pk in on_call  # type: ignore[attr-defined]
    context = {"page": page, "gone": gone, "form": form}
    return render(
        request, "people/employees.html", {**context, "can_invite": can_invite_employee(request.employee)}
    )


@signed_in
def employee(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Employee.objects.select_related("head"), request, pk)
    return render(request, "people/employee.html", _context(request, thing))


def _context(request: StaffRequest, thing: Employee) -> dict[str, Any]:
    has_tokens = can_issue_token(request.employee, thing)
    tokens = ApiToken.objects.visible_to(request.employee).filter(owner=thing).order_by("revoked_at", "-pk")
    return {
        "employee": thing,
        "stream": stream_by(thing, request.employee),
        "roles": sorted(str(one) for one in thing.roles.all()),
        "can_issue": has_tokens,
        "tokens": tokens if has_tokens else [],
        "form": TokenForm() if has_tokens else None,
        **_days(request.employee, thing),
        **_verbs(request.employee, thing),
    }


def _days(me: Employee, thing: Employee) -> dict[str, Any]:
    """His absences that matter now, and his vacation days for those who may know them."""
    today = timezone.localdate()
    absences = list(thing.absences.in_force().filter(ends_on__gte=today).select_related("substitute")[:5])
    for one in absences:
        one.word = word_of(one, me)  # type: ignore[attr-defined]
    may_know = can_announce_absence(me, thing)
    return {
        "absences": absences,
        "answers": answers_on(today).get(thing.pk),
        "next_duty": thing.duties.filter(on__gte=today).first(),
        "team": list(thing.team.working()[:20]),
        "balance": balance_of(thing, today.year, today) if may_know else None,
    }


def _verbs(me: Employee, thing: Employee) -> dict[str, bool]:
    works = thing.left_on is None
    return {
        "can_change": works and can_change_profile(me, thing),
        "can_announce": works and can_announce_absence(me, thing),
        "can_set_head": works and can_set_head(me, thing),
        "can_hand_over": works and can_hand_over_work(me),
        "can_end": works and can_end_employment(me, thing),
    }


@signed_in
def invite_employee(request: StaffRequest) -> HttpResponse:
    allow(can_invite_employee(request.employee))

    def act(**given: Any) -> Employee:
        return invite(by=request.employee, at=timezone.now(), **given)

    return submit(request, InviteForm, act, template="people/invite_employee.html")


@require_POST
@signed_in
def issue_token(request: StaffRequest, pk: int) -> HttpResponse:
    """Shows the secret on the page that answers, and nowhere else: a reload cannot show it again."""
    owner = one_visible(Employee.objects, request, pk)
    allow(can_issue_token(request.employee, owner))
    form, status, secret = TokenForm(request.POST), 422, ""
    if form.is_valid():
        try:
            given = form.cleaned_data
            _token, secret = issue(owner=owner, by=request.employee, at=timezone.now(), **given)
            form, status = TokenForm(), 200
        except Invalid as error:
            show_invalid(form, error)
    context = {**_context(request, owner), "form": form, "secret": secret}
    answer = render(request, "people/employee.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    # The address bar says where one is: a reload of the verb's own address would find nothing.
    answer["HX-Push-Url"] = owner.get_absolute_url()
    return answer


@require_POST
@signed_in
def revoke_token(request: StaffRequest, pk: int) -> HttpResponse:
    token = one_visible(ApiToken.objects, request, pk)
    revoke(token=token, by=request.employee, at=timezone.now())
    return redirect(token.owner)
