"""Pages of people: the team, one employee with his tokens."""

from collections.abc import Collection
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from okno.ground.journal.timeline import stream_by
from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.text import fold
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of
from okno.ground.ui.submit import show_invalid, submit
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.actions.issue_token import issue_token
from okno.team.people.actions.revoke_token import revoke_token
from okno.team.people.away import balance_of
from okno.team.people.forms import EmployeeFilter, InviteForm, TokenForm
from okno.team.people.models import ApiToken, Duty, Employee
from okno.team.people.month import word_of
from okno.team.people.permissions import (
    can_announce_absence,
    can_change_profile,
    can_end_employment,
    can_hand_over_work,
    can_invite_employee,
    can_issue_token,
    can_set_head,
)
from okno.team.people.queries import EmployeeQuerySet
from okno.team.people.standins import answers_on


@signed_in
def employees(request: StaffRequest) -> HttpResponse:
    gone, today = request.GET.get("view") == "left", timezone.localdate()
    form, away = EmployeeFilter(request.GET), answers_on(today)
    visible = Employee.objects.visible_to(request.employee).select_related("head").prefetch_related("roles")
    rows = filtered(visible.filter(left_on__isnull=False) if gone else visible.working(), form, away.keys())
    page = page_of(request, rows.order_by("name", "id"))
    on_call = Duty.objects.filter(on=today).values_list("employee", flat=True)
    for employee in page.items:
        employee.answers = away.get(employee.pk)  # type: ignore[attr-defined]
        employee.is_on_call = employee.pk in on_call  # type: ignore[attr-defined]
    context = {"page": page, "gone": gone, "form": form}
    return render(
        request, "people/employees.html", {**context, "can_invite": can_invite_employee(request.actor)}
    )


@signed_in
def employee(request: StaffRequest, pk: int) -> HttpResponse:
    thing = get_visible_or_404(Employee.objects.select_related("head"), request, pk)
    return render(request, "people/employee.html", _context(request, thing))


def _context(request: StaffRequest, thing: Employee) -> dict[str, Any]:
    has_tokens = can_issue_token(request.actor, thing)
    tokens = ApiToken.objects.visible_to(request.employee).filter(owner=thing).order_by("revoked_at", "-pk")
    return {
        "employee": thing,
        "stream": stream_by(thing, request.employee),
        "roles": sorted(str(role) for role in thing.roles.all()),
        "can_issue": has_tokens,
        "tokens": tokens if has_tokens else [],
        "form": TokenForm() if has_tokens else None,
        **_days(request.employee, thing),
        **_verbs(request.employee, thing),
    }


def _days(me: Employee, thing: Employee) -> dict[str, Any]:
    """Return the absences that matter now, and the vacation days for those who may see them."""
    today = timezone.localdate()
    absences = list(thing.absences.in_force().filter(ends_on__gte=today).select_related("substitute")[:5])
    for absence in absences:
        absence.word = word_of(absence, me)  # type: ignore[attr-defined]
    may_know = can_announce_absence(actor_of(me), thing)
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
        "can_change": works and can_change_profile(actor_of(me), thing),
        "can_announce": works and can_announce_absence(actor_of(me), thing),
        "can_set_head": works and can_set_head(actor_of(me), thing),
        "can_hand_over": works and can_hand_over_work(actor_of(me)),
        "can_end": works and can_end_employment(actor_of(me), thing),
    }


@signed_in
def invite_employee_view(request: StaffRequest) -> HttpResponse:
    allow(can_invite_employee(request.actor))

    def act(**fields: Any) -> Employee:
        return invite_employee(by=request.actor, at=timezone.now(), **fields)

    return submit(request, InviteForm, act, template="people/invite_employee.html")


@require_POST
@signed_in
def issue_token_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Shows the secret on the page that answers, and nowhere else: a reload cannot show it again."""
    owner = get_visible_or_404(Employee.objects, request, pk)
    allow(can_issue_token(request.actor, owner))
    form, status, secret = TokenForm(request.POST), 422, ""
    if form.is_valid():
        try:
            fields = form.cleaned_data
            _token, secret = issue_token(owner=owner, by=request.actor, at=timezone.now(), **fields)
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
def revoke_token_view(request: StaffRequest, pk: int) -> HttpResponse:
    token = get_visible_or_404(ApiToken.objects, request, pk)
    revoke_token(token=token, by=request.actor, at=timezone.now())
    return redirect(token.owner)


def filtered(people: EmployeeQuerySet, form: EmployeeFilter, away: Collection[int]) -> EmployeeQuerySet:
    """Return the people that the filters ask for; `away` are the keys of today's absent employees."""
    form.is_valid()
    wanted = form.cleaned_data
    if wanted.get("role"):
        people = people.with_role(wanted["role"])
    if wanted.get("away"):
        people = people.filter(pk__in=away)
    if text := fold(wanted.get("q", "")):
        # SQLite folds no Cyrillic; a team is small enough to be read.
        rows = people.order_by().values_list("pk", "name", "position", "email")
        people = people.filter(pk__in=[pk for pk, *texts in rows if text in fold(" ".join(texts))])
    return people
