"""Guard 8 in what pages say: no price before engineers, no pay before others, no link to what is hidden."""

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
LINKS_OF_A_KIND = 4


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


@pytest.mark.parametrize("who", ["engineer", "project_man"])
def test_engineers_and_project_managers_see_no_sum_of_money(who: str, house: House) -> None:
    shown = [name for name, text in texts_of(who, house) if "₽" in text and name not in BY_LINK]
    told = [name for name, text in answers_of(who, house) if re.search(r'_minor": ?-?[1-9]|₽', text)]
    assert (shown, told) == ([], [])


@pytest.mark.parametrize("who", [who for who in PEOPLE if who not in {*RUN_PAY, "closer"}])
def test_nobody_is_led_to_the_pay_of_another(who: str, house: House) -> None:
    address, sum_minor = f"/payslips/{house.things['payslip'].pk}/", house.things["payslip"].payable_minor
    assert sum_minor == 5_333_333, "base 50,000.00 and the first part of attraction 3,333.33"
    leaks = [
        name
        for name, text in texts_of(who, house)
        if address in text or "53\u202f333" in text or "53\xa0333" in text
    ]
    leaks += [name for name, text in answers_of(who, house) if str(sum_minor) in text]
    assert leaks == []


@pytest.mark.parametrize("who", list(PEOPLE))
def test_no_page_links_to_what_its_reader_may_not_see(who: str, house: House) -> None:
    client, kinds, broken = Knocking(house).client_of(who), {}, []
    for name, text in texts_of(who, house):
        for link in sorted(set(re.findall(r'(?:href|hx-get)="(/[^"#?]*)', text))):
            kind = _kind(link)
            if kind and link not in kinds.setdefault(kind, {}) and len(kinds[kind]) < LINKS_OF_A_KIND:
                kinds[kind][link] = client.get(link).status_code
                if kinds[kind][link] not in (200, 204, 302, 405):
                    broken.append((name, link, kinds[kind][link]))
    assert broken == []
    assert len(kinds) > 10, "pages do link"


def _kind(link: str) -> str:
    """The name of the address; none for a file."""
    if link.startswith("/static/"):
        return ""
    try:
        return resolve(link).view_name
    except Resolver404:
        return f"nowhere {link}"
