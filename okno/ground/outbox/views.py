"""The pages of the outbox: the list of letters and one letter."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from okno.ground.outbox.actions.resend_mail import resend_mail
from okno.ground.outbox.actions.stop_mail import stop_mail
from okno.ground.outbox.models import OutgoingMail
from okno.ground.outbox.permissions import can_resend_mail, can_stop_mail
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.lists import page_of

VIEWS = {
    "": _("All"),
    "queued": _("Waiting"),
    "failed": _("Not sent"),
    "sent": _("Sent"),
    "stopped": _("Stopped"),
}


@signed_in
def outgoing_mails(request: StaffRequest) -> HttpResponse:
    choice = request.GET.get("view", "")
    view = choice if choice in VIEWS else ""
    letters = OutgoingMail.objects.visible_to(request.employee).select_related("by", "company")
    if view:
        letters = letters.filter(status=view)
    context = {
        "back": f"next={request.path}" + (f"?view={view}" if view else ""),
        "page": page_of(request, letters),
        "views": VIEWS,
        "view": view,
        "is_caught": not settings.OKNO_SMTP,
    }
    return render(request, "outbox/outgoing_mails.html", context)


@signed_in
def outgoing_mail(request: StaffRequest, pk: int) -> HttpResponse:
    letter = get_visible_or_404(OutgoingMail.objects.select_related("by", "company"), request, pk)
    by, status = request.actor, OutgoingMail.Status
    context = {
        "letter": letter,
        "can_resend": letter.status == status.FAILED and can_resend_mail(by, letter),
        "can_stop": letter.status == status.QUEUED and can_stop_mail(by, letter),
    }
    return render(request, "outbox/outgoing_mail.html", context)


@require_POST
@signed_in
def resend_mail_view(request: StaffRequest, pk: int) -> HttpResponse:
    letter = get_visible_or_404(OutgoingMail.objects, request, pk)
    return _back(request, resend_mail(letter=letter, by=request.actor, at=timezone.now()))


@require_POST
@signed_in
def stop_mail_view(request: StaffRequest, pk: int) -> HttpResponse:
    letter = get_visible_or_404(OutgoingMail.objects, request, pk)
    return _back(request, stop_mail(letter=letter, by=request.actor, at=timezone.now()))


def _back(request: StaffRequest, letter: OutgoingMail) -> HttpResponse:
    """Redirect to the list in which the button stood, or to the letter."""
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return HttpResponseRedirect(back)
    return redirect(letter)
