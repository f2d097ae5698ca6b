"""The bell and the list of notices."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from okno.ground.kernel.row_ids import id_of
from okno.ground.ui.access import StaffRequest, signed_in
from okno.ground.ui.toasts import toast
from okno.read.today.actions.mark_notices_seen import mark_notices_seen
from okno.read.today.notices import by_topic, last_entry, news_for, notices_of


@signed_in
def notices(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    rows = notices_of(request.employee, at=now)
    context = {"groups": by_topic(rows), "count": sum(notice.is_new for notice in rows), "now": now}
    return render(request, "today/notices/notices.html", context)


@signed_in
def notices_count(request: StaffRequest) -> HttpResponse:
    """Show the bell. It polls with its present state: 204 while the journal and `seen` stay the same."""
    knows = (request.GET.get("last", ""), request.GET.get("seen", ""))
    seen_at = request.employee.notices_seen_at
    seen = seen_at.isoformat() if seen_at else ""
    if knows == (str(last_entry()), seen):
        return HttpResponse(status=204)
    news = news_for(request.employee, at=timezone.now())
    answer = render(request, "today/notices/bell.html", {"news": news, "seen": seen})
    was = id_of(request.GET.get("count", ""))
    # Only what came while the page was open is said aloud.
    if was is not None and news.count > was:
        toast(answer, news.newest)
    return answer


@require_POST
@signed_in
def mark_notices_seen_view(request: StaffRequest) -> HttpResponse:
    mark_notices_seen(until=_moment(request.POST.get("until", "")), by=request.actor, at=timezone.now())
    return HttpResponse(status=204, headers={"HX-Trigger": "noticesSeen"})


def _moment(text: str) -> datetime | None:
    """Return the moment when the list was drawn, None for an invalid value."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and timezone.is_aware(moment) else None
