"""Letters on their way out."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from okno.journal.actions.resend_mail import resend_mail as resend
from okno.journal.actions.stop_mail import stop_mail as stop
from okno.journal.models import OutgoingMail
from okno.journal.permissions import can_resend_mail, can_stop_mail
from okno.ui.doors import StaffRequest, one_visible, signed_in
from okno.ui.lists import page_of

VIEWS = {
    "": _("All"),
    "queued": _("Waiting"),
    "failed": _("Not sent"),
    "sent": _("Sent"),
    "stopped": _("Stopped"),
}


@signed_in
def outgoing_mails(request: StaffRequest) -> HttpResponse:
    asked = request.GET.get("view", "")
    view = asked if asked in VIEWS else ""
    shown = OutgoingMail.objects.visible_to(request.employee).select_related("by", "company")
    if view:
        shown = shown.filter(status=view)
    context = {
        "back": f"next={request.path}" + (f"?view={view}" if view else ""),
        "page": page_of(request, shown),
        "views": VIEWS,
        "view": view,
        "is_caught": not settings.OKNO_SMTP,
    }
    return render(request, "journal/outgoing_mails.html", context)


@signed_in
def outgoing_mail(request: StaffRequest, pk: int) -> HttpResponse:
    letter = one_visible(OutgoingMail.objects.select_related("by", "company"), request, pk)
    by, status = request.employee, OutgoingMail.Status
    context = {
        "letter": letter,
        "can_resend": letter.status == status.FAILED and can_resend_mail(by, letter),
        "can_stop": letter.status == status.QUEUED and can_stop_mail(by, letter),
    }
    return render(request, "journal/outgoing_mail.html", context)


@require_POST
@signed_in
def resend_mail(request: StaffRequest, pk: int) -> HttpResponse:
    letter = one_visible(OutgoingMail.objects, request, pk)
    return _back(request, resend(letter=letter, by=request.employee, at=timezone.now()))


@require_POST
@signed_in
def stop_mail(request: StaffRequest, pk: int) -> HttpResponse:
    letter = one_visible(OutgoingMail.objects, request, pk)
    return _back(request, stop(letter=letter, by=request.employee, at=timezone.now()))


def _back(request: StaffRequest, letter: OutgoingMail) -> HttpResponse:
    """To the list the button stood in, or to the letter."""
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return HttpResponseRedirect(back)
    return redirect(letter)
