"""Pages that belong to no room: search and commands, and the look of every component."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.config.search import found_by
from okno.config.showcase import shown
from okno.ui.doors import StaffRequest, signed_in

LONGEST = 100


@signed_in
def search(request: StaffRequest) -> HttpResponse:
    """The lines of the palette for `?q=`."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    return render(request, "config/found.html", {"groups": found_by(request.employee, text), "text": text})


def components(request: HttpRequest) -> HttpResponse:
    """Every component with data that looks like life; only of the demo."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "config/components.html", shown(timezone.now()))
