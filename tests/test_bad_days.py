"""Bad days: a lost answer, strange words, two at one thing. Nothing is written twice, nothing stumbles."""

import re

import pytest
from django.urls import reverse

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.outbox.models import OutgoingMail
from okno.records.clients.actions.add_contact import add_contact
from okno.team.promises.models import Promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client, sign_in, account_manager):
    return sign_in(client, account_manager)


def hidden(page: str) -> dict[str, str]:
    """What the form carries besides what is typed."""
    tags = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page)
    pairs = [(re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in tags]
    return {name[1]: value[1] if value else "" for name, value in pairs if name}


FORMS = {
    "note": ("journal:write_note", "", {"kind": "note", "text": "He called"}),
    "call": ("journal:write_note", "?kind=call", {"kind": "call", "result": "no_answer"}),
    "quick": ("relations:waiting_line", "?call=1", {"result": "no_answer"}),
    "status": ("relations:set_status", "", {"status_text": "Waits for us"}),
    "letter": ("clients:send_letter", "", {"subject": "Prices", "text": "Good day"}),
    "promise": ("promises:make_promise", "", {"what": "Call", "kind": "act", "due_at": "2030-05-06T10:00"}),
}


@pytest.mark.parametrize("what", FORMS)
def test_sent_again_after_a_lost_answer_it_is_written_once(
    what, browser, client_company, account_manager, engineer, now
):
    ira = add_contact(company=client_company, name="Ira", email="ira@romashka.test", by=CONSOLE, at=now)
    name, query, typed = FORMS[what]
    args = [] if what == "promise" else [client_company.pk]
    url = reverse(name, args=args) + (query or "")
    page = browser.get(url, headers={"HX-Request": "true"} if what == "quick" else {}).content.decode()
    sent = {**hidden(page), **typed, "contacts": ira.pk, "owner": account_manager.pk}
    where = reverse("journal:write_note", args=args) if what == "quick" else url
    before = Entry.objects.count(), OutgoingMail.objects.count(), Promise.objects.count()
    answers = [browser.post(where, sent).status_code for _again in range(2)]
    assert answers in ([302, 302], [200, 200])
    assert Entry.objects.count() == before[0] + 1
    assert OutgoingMail.objects.count() == before[1] + (what == "letter")
    assert Promise.objects.count() == before[2] + (what == "promise")
    if what not in ("quick", "call"):
        # Other words are another thing, though they come from the same page.
        word = next(one for one in ("text", "status_text", "what") if one in typed)
        browser.post(where, {**sent, word: "Something else"})
        assert Entry.objects.count() == before[0] + 2
    # And a page opened anew is another form.
    fresh = hidden(
        browser.get(url, headers={"HX-Request": "true"} if what == "quick" else {}).content.decode()
    )
    browser.post(where, {**sent, **fresh})
    assert Entry.objects.count() > before[0] + 1
