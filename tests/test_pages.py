"""One walk over every page and every answer of the API, as everybody.

Of each address that is opened: who is let in is as access.txt says (guard 8); what is shown is the reader's
to see: no price to engineers, no pay or reason of absence to others, no hidden link; and no strange word of
the base breaks it or gets through as markup. What pages weigh is measured where names have a usual length
(test_page_weight.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from tests.access import ASKED, COLUMNS, VISITOR, Knocking, word_of, written
from tests.house.addresses import operations, pages
from tests.house.built import House
from tests.house.strange import SCRIPT
from tests.turns import in_turn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("quiet_and_quick"),
]
# Each opens a part of the pages at each turn, another than the next one does.
PARTS = 6
# The client's own page behind an unguessable link, whoever holds the link.
BY_LINK = {"quotes:offer"}
RUN_PAY = {"accountant", "head", "owner"}
BLIND_TO_PRICES = {"engineer", "project_man"}
TOLD_WHY_AWAY = {"closer", "head", "owner"}
# The calendar of the team: where those who may know do read why somebody is away.
SAYS_WHY_AWAY = "people:absences"
# Of these it is asked what they see of the widest records, and of the parts that a page asks for itself.
SEE_WIDE = {"owner", "head", "closer", "accountant"}
SEE_PARTS = {"head", "account_man", "engineer"}
LINKS_OF_A_KIND = 3
OPENS = {200, 204, 302, 405}


@dataclass
class Walk:
    """What one reader was answered: `words` by row of the table; texts by name of the address."""

    words: dict[str, str] = field(default_factory=dict)
    pages: list[tuple[str, str]] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    stumbles: list[tuple[str, int]] = field(default_factory=list)


def walk(who: str, house: House) -> Walk:
    walked, shift = Walk(), COLUMNS.index(who)
    client = Knocking(house).client_of(who)
    for one in in_turn(pages(), PARTS, shift):
        url = one.url(house) + ASKED.get(one.name, "").format_map(house.things)
        answer = client.get(url)
        walked.words[f"GET {one.name}"] = word_of(answer, "GET")
        looked_at(walked, one.name, answer)
        if who in SEE_WIDE and one.key in house.wide:
            looked_at(walked, one.name, client.get(one.url(house, wide=True)))
        if who in SEE_PARTS:
            part = client.get(url, headers={"HX-Request": "true"})
            looked_at(walked, one.name, part)
    headers = {} if who == VISITOR else {"Authorization": f"Bearer {house.tokens[who]}"}
    for one in in_turn([one for one in operations() if one.method == "get"], PARTS, shift):
        answer = Client(raise_request_exception=False).get(one.url(house), headers=headers)
        walked.words[one.name] = word_of(answer, "GET")
        if answer.status_code == 200:
            walked.answers.append((one.name, answer.content.decode(errors="replace")))
    return walked


def looked_at(walked: Walk, name: str, answer: HttpResponse) -> None:
    if answer.status_code >= 500:
        walked.stumbles.append((name, answer.status_code))
    if answer.get("Content-Type", "").startswith("text/html"):
        text = answer.getvalue().decode()
        if SCRIPT in text:
            walked.stumbles.append((name, answer.status_code))
        if answer.status_code == 200:
            walked.pages.append((name, text))


@pytest.mark.parametrize("who", COLUMNS)
def test_what_everybody_opens(who: str, strange_house: House) -> None:
    walked, table = walk(who, strange_house), written()
    # What an address does not do has no row.
    words = {row: word for row, word in walked.words.items() if row in table}
    assert words == {row: table[row][who] for row in words}, "what the address answers, what the table says"
    assert walked.stumbles == [], "a strange word breaks the page, or comes out as markup"
    if who == VISITOR:
        return
    assert _leaks(who, strange_house, walked) == []
    assert list(_dead_links(Knocking(strange_house).client_of(who), walked)) == []


def _leaks(who: str, house: House, walked: Walk) -> list[str]:
    leaks = []
    if who in BLIND_TO_PRICES:
        leaks += [f"a price: {name}" for name, text in walked.pages if "₽" in text and name not in BY_LINK]
        prices = re.compile(r'_minor": ?-?[1-9]|₽')
        leaks += [f"a price: {name}" for name, text in walked.answers if prices.search(text)]
    if who not in {*RUN_PAY, "closer"}:
        leaks += [f"the closer's pay: {name}" for name in _pay_of_the_closer(house, walked)]
    where = set(_why_the_closer_is_away(walked))
    if who not in TOLD_WHY_AWAY:
        leaks += [f"why the closer is away: {name}" for name in where]
    elif SAYS_WHY_AWAY in dict(walked.pages):
        assert SAYS_WHY_AWAY in where, "what is looked for is there to be found"
    return leaks


def _pay_of_the_closer(house: House, walked: Walk) -> Iterator[str]:
    """Where his payslip, or its sum, stands before another's eyes."""
    slip = house.things["payslip"]
    assert slip.payable_minor == 6_333_332, "base 50,000.00 and four first parts of attraction 3,333.33"
    address = f"/payslips/{slip.pk}/"
    for name, text in walked.pages:
        if address in text or re.search(r"63[\s\u202f]333", text):
            yield name
    yield from (name for name, text in walked.answers if str(slip.payable_minor) in text)


def _why_the_closer_is_away(walked: Walk) -> Iterator[str]:
    """Where another is told that it is a business trip, by a word or a colour, but for forms and legends."""
    offered = re.compile(r'<option.*?</option>|<span class="away-trip">[^<]*</span>', re.DOTALL)
    for name, text in walked.pages:
        bare = offered.sub("", text).lower()
        if "командировка" in bare or "away-trip" in bare:
            yield name
    yield from (name for name, text in walked.answers if re.search(r'"kind": ?"trip"', text))


def _dead_links(client: Client, walked: Walk) -> Iterator[tuple[str, str, int]]:
    """(kind, link, status): a page leads only to what its reader may open. A few links of each kind."""
    kinds: dict[str, set[str]] = {}
    for _name, text in walked.pages:
        for link in sorted(set(re.findall(r'(?:href|hx-get)="(/[^"#?]*)', text))):
            tried = kinds.setdefault(_kind(link), set())
            if not link.startswith("/static/") and link not in tried and len(tried) < LINKS_OF_A_KIND:
                tried.add(link)
                if (status := client.get(link).status_code) not in OPENS:
                    yield _kind(link), link, status
    assert len(kinds) > 10, "pages do link"


def _kind(link: str) -> str:
    """The name of the address; none for a file."""
    if link.startswith("/static/"):
        return ""
    try:
        return resolve(link).view_name
    except Resolver404:
        return f"nowhere {link}"
