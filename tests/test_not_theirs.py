"""Guard 8 in what is said: no price to engineers, no pay or reason of absence to others, no hidden link."""

import logging
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from tests.access import Knocking
from tests.house.addresses import operations, pages
from tests.house.built import PEOPLE, House

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# The client's own page behind an unguessable link, whoever holds the link.
BY_LINK = {"quotes:offer"}
RUN_PAY = {"accountant", "head", "owner"}
BLIND_TO_PRICES = {"engineer", "project_man"}
LINKS_OF_A_KIND = 3
OPENS = {200, 204, 302, 405}
Texts = list[tuple[str, str]]


@pytest.fixture(autouse=True)
def quiet(standing_clock: None) -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def texts_of(who: str, house: House) -> Iterator[tuple[str, str]]:
    """(name, text) of every page that he is shown."""
    client = Knocking(house).client_of(who)
    for one in pages():
        answer = client.get(one.url(house))
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield one.name, answer.content.decode()


def answers_of(who: str, house: House) -> Iterator[tuple[str, str]]:
    """The same of the API."""
    headers = {"Authorization": f"Bearer {house.tokens[who]}"}
    for one in operations():
        if one.method == "get":
            answer = Client(raise_request_exception=False).get(one.url(house), headers=headers)
            if answer.status_code == 200:
                yield one.name, answer.content.decode(errors="replace")


@pytest.mark.parametrize("who", list(PEOPLE))
def test_what_one_is_shown_is_his_to_see(who: str, house: House) -> None:
    shown, told = list(texts_of(who, house)), list(answers_of(who, house))
    if who in BLIND_TO_PRICES:
        assert [name for name, text in shown if "₽" in text and name not in BY_LINK] == []
        assert [name for name, text in told if re.search(r'_minor": ?-?[1-9]|₽', text)] == []
    if who not in {*RUN_PAY, "closer"}:
        assert _pay_of_the_closer(house, shown, told) == []
    where = _why_the_closer_is_away(shown, told)
    assert bool(where) == (who in {"closer", "head", "owner"}), where
    assert _dead_links(Knocking(house).client_of(who), shown) == []


def _pay_of_the_closer(house: House, shown: Texts, told: Texts) -> list[str]:
    """Where his payslip, or its sum, stands before another's eyes."""
    slip = house.things["payslip"]
    assert slip.payable_minor == 5_333_333, "base 50,000.00 and the first part of attraction 3,333.33"
    address = f"/payslips/{slip.pk}/"
    leaks = [name for name, text in shown if address in text or re.search(r"53[\s\u202f]333", text)]
    return leaks + [name for name, text in told if str(slip.payable_minor) in text]


def _why_the_closer_is_away(shown: Texts, told: Texts) -> list[str]:
    """Where another is told that it is a business trip, by a word or a colour, but for forms and legends."""
    offered = re.compile(r'<option.*?</option>|<span class="away-trip">[^<]*</span>', re.DOTALL)
    bare = [(name, offered.sub("", text).lower()) for name, text in shown]
    leaks = [name for name, text in bare if "командировка" in text or "away-trip" in text]
    return leaks + [name for name, text in told if re.search(r'"kind": ?"trip"', text)]


def _dead_links(client: Client, shown: Texts) -> list[tuple[str, str, int]]:
    """(kind, link, status): a page leads only to what its reader may open. A few links of each kind."""
    kinds: dict[str, dict[str, int]] = {}
    for _name, text in shown:
        for link in sorted(set(re.findall(r'(?:href|hx-get)="(/[^"#?]*)', text))):
            known = kinds.setdefault(kind, {}) if (kind := _kind(link)) else {link: 200}
            if link not in known and len(known) < LINKS_OF_A_KIND:
                known[link] = client.get(link).status_code
    assert len(kinds) > 10, "pages do link"
    return [
        (kind, link, status)
        for kind, of in kinds.items()
        for link, status in of.items()
        if status not in OPENS
    ]


def _kind(link: str) -> str:
    """The name of the address; none for a file."""
    if link.startswith("/static/"):
        return ""
    try:
        return resolve(link).view_name
    except Resolver404:
        return f"nowhere {link}"
