"""No page's own HTML weighs more than 100 KB, however much the house holds."""

import pytest

from tests.access import Knocking
from tests.house.addresses import pages
from tests.house.built import House
from tests.house.grown import grow

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_engine]
HEAVIEST = 100_000


@pytest.mark.parametrize("who", ["owner", "head", "closer", "accountant"])
def test_no_page_is_heavy(house: House, standing_clock: None, who: str) -> None:
    for step in (1, 2, 3):
        grow(house, step)
    client, heavy, looked = Knocking(house).client_of(who), {}, 0
    for one in (one for one in pages() if one.is_ours):
        for wide in {False, one.key in house.wide}:
            answer = client.get(one.url(house, wide=wide))
            if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
                looked += 1
                if len(answer.content) > HEAVIEST:
                    heavy[one.name] = len(answer.content)
    assert heavy == {} and looked > 20
