"""Pages that belong to no room: search and commands, and the look of every component."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from okno.config.opened import company_here, opened_lately
from okno.config.search import Answer, found_by
from okno.config.showcase import shown
from okno.config.verbs import offered
from okno.ui.doors import StaffRequest, signed_in


@signed_in
def search(request: StaffRequest) -> HttpResponse:
    """All that `?q=` finds, of every kind or of one."""
    answer = found_by(request.employee, request.GET.get("q", ""))
    kind = request.GET.get("kind", "")
    lines = [one for one in answer.lines if not kind or one.code == kind]
    return render(request, "config/search.html", {"answer": answer, "lines": lines, "kind": kind})


@signed_in
def search_lines(request: StaffRequest) -> HttpResponse:
    """The lines of the palette; with nothing typed, what was opened lately and what may be done here."""
    by, opened = request.employee, request.GET.get("opened", "").split()
    here = company_here(by, request.htmx.current_url_abs_path or "") if request.htmx else None
    if request.GET.get("q", "").strip(" \0"):
        answer = found_by(by, request.GET["q"], opened=opened, here=here)
        return render(request, "config/found.html", {"answer": answer, "groups": answer.groups})
    groups = [(str(_("Opened lately")), opened_lately(by, opened)), (str(_("Actions")), offered(by, here))]
    return render(request, "config/found.html", {"answer": Answer(""), "groups": dict(groups)})


def components(request: HttpRequest) -> HttpResponse:
    """Every component with data that looks like life; only of the demo."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "config/components.html", shown(timezone.now()))
