"""The bell, and the list behind it."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from okno.kernel.keys import key_of
from okno.people.doors import StaffRequest, signed_in
from okno.reports.actions.mark_notices_seen import mark_notices_seen as mark_seen
from okno.reports.notices import by_topic, last_entry, news_for, notices_of
from okno.ui.toasts import toast


@signed_in
def notices(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    found = notices_of(request.employee, at=now)
    context = {"groups": by_topic(found), "count": sum(one.is_new for one in found), "now": now}
    return render(request, "reports/notices/notices.html", context)


@signed_in
def notices_count(request: StaffRequest) -> HttpResponse:
    """The bell. It asks again with what it knows: 204 while the journal and what was seen stand still."""
    knows = (request.GET.get("last", ""), request.GET.get("seen", ""))
    seen_at = request.employee.notices_seen_at
    seen = seen_at.isoformat() if seen_at else ""
    if knows == (str(last_entry()), seen):
        return HttpResponse(status=204)
    news = news_for(request.employee, at=timezone.now())
    answer = render(request, "reports/notices/bell.html", {"news": news, "seen": seen})
    was = key_of(request.GET.get("count", ""))
    # Only what came while the page was open is said aloud.
    if was is not None and news.count > was:
        toast(answer, news.newest)
    return answer


@require_POST
@signed_in
def mark_notices_seen(request: StaffRequest) -> HttpResponse:
    mark_seen(until=_moment(request.POST.get("until", "")), by=request.employee, at=timezone.now())
    return HttpResponse(status=204, headers={"HX-Trigger": "noticesSeen"})


def _moment(text: str) -> datetime | None:
    """The moment that the list was drawn; none for what no list has sent."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and timezone.is_aware(found) else None
