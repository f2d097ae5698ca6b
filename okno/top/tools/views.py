"""Pages that belong to no room: search and commands, and the look of every component."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.top.tools.showcase import shown


def components(request: HttpRequest) -> HttpResponse:
    """Show every component with lifelike data; in the demo alone."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "tools/components.html", shown(timezone.now()))
