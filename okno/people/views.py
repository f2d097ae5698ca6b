"""Pages of people: the team, one employee with his tokens, the language switch."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from okno.journal.stream import stream_by
from okno.kernel.errors import Invalid, allow
from okno.people.actions.invite_employee import invite_employee as invite
from okno.people.actions.issue_token import issue_token as issue
from okno.people.actions.revoke_token import revoke_token as revoke
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.forms import InviteForm, LanguageForm, TokenForm
from okno.people.models import ApiToken, Employee
from okno.people.permissions import can_invite_employee, can_issue_token
from okno.ui.lists import page_of
from okno.ui.submit import show_invalid, submit


@signed_in
def employees(request: StaffRequest) -> HttpResponse:
    gone = request.GET.get("view") == "left"
    visible = Employee.objects.visible_to(request.employee).prefetch_related("roles")
    shown = visible.filter(left_on__isnull=False) if gone else visible.working()
    context = {"page": page_of(request, shown.order_by("name", "id")), "gone": gone}
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


@require_POST
def change_language(request: HttpRequest) -> HttpResponse:
    """The language of all pages, kept with the user; a visitor's in a cookie."""
    form = LanguageForm(request.POST)
    back = request.POST.get("next") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    answer = HttpResponseRedirect(back)
    if form.is_valid():
        language = form.cleaned_data["language"]
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86_400, samesite="Lax")
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
    return answer
