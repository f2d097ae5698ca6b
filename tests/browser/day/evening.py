"""What the day has left: in the journal, with the colleague, before the head, and on a phone."""

import re

from playwright.sync_api import expect

from okno.ground.journal.models import Entry
from tests.browser.day.monday import MORNING, Monday
from tests.browser.day.typist import Typist
from tests.browser.walker import NARROW, STICKING_OUT, WIDE


def the_journal_has_each_deed_and_no_more(monday: Monday) -> None:
    entries = Entry.objects.filter(at__gte=MORNING).order_by("at", "pk").select_related("by", "company")
    told = [(one.kind, one.company.name if one.company else "") for one in entries]
    assert {one.by for one in entries} == {monday.company.closer}
    assert told == [
        ("promises.promise_kept_late", "Violet Ltd"),
        ("promises.promise_kept", "Clover Ltd"),
        ("promises.promise_kept", ""),
        ("promises.promise_kept", "Aster Ltd"),
        ("promises.promise_reopened", "Aster Ltd"),
        ("promises.promise_moved", "Aster Ltd"),
        ("journal.call_logged", "Aster Ltd"),
        ("relations.status_set", "Aster Ltd"),
        ("journal.call_logged", "Briar Ltd"),
        ("journal.entry_reworded", "Briar Ltd"),
        ("relations.status_set", "Briar Ltd"),
        ("relations.client_handed_over", "Briar Ltd"),
        ("relations.handover_acknowledged", "Clover Ltd"),
        ("relations.status_set", "Clover Ltd"),
        ("relations.status_set", "Violet Ltd"),
        ("relations.day_closed", ""),
    ]
    # Of all this the client reads one line.
    assert [one.sentence for one in entries if one.to_client] == ["We agreed on a second server"]


def the_colleague_is_told(kira: Typist) -> None:
    """The hand-over waits in the list of her day; the bell counts what came, and its page tells it."""
    kira.sees("Передали мне", "Speak with Pavel, never by letter")
    bell = kira.page.locator(".bell a")
    expect(bell.locator(".rail-count")).to_be_visible()
    kira.tab_to(bell)
    kira.leads_to("Enter", "h1", "Что нового")
    kira.sees("Briar Ltd", "Clover Ltd", "Calm people", within="#page")
    kira.look()
    kira.goes("t", "Закрыть день")
    kira.walks_to("Speak with Pavel")
    kira.leads_to("a", "h1", "Передача: Briar Ltd")


def the_head_sees_who_has_not_closed(head: Typist) -> None:
    head.tab_to(head.page.get_by_role("link", name="Команда", exact=True).and_(head.page.locator(".tabs a")))
    head.leads_to("Enter", "h1", "День команды")
    head.look()
    late = head.page.locator(".panel", has=head.page.get_by_role("heading", name="У кого день не закрыт"))
    expect(late.locator("li")).to_have_text([re.compile("Kira Keeperova")])


def it_fits_a_phone(closer: Typist, monday: Monday) -> None:
    closer.page.set_viewport_size(NARROW)
    for address in ("/", monday.violet.get_absolute_url(), "/day/"):
        closer.page.goto(address)
        closer.page.wait_for_load_state("load")
        closer.axe(closer.page)
        width = closer.page.evaluate("document.documentElement.scrollWidth")
        assert (width, closer.page.evaluate(STICKING_OUT)) == (NARROW["width"], []), address
    closer.page.set_viewport_size(WIDE)
