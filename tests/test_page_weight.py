"""No page's own HTML weighs more than 100 KB, however much the house holds."""

import pytest

from tests.access import Knocking
from tests.house.addresses import pages
from tests.house.built import House
from tests.turns import in_turn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.one_engine,
    pytest.mark.usefixtures("quiet_and_quick"),
]
HEAVIEST = 100_000
# Each opens a part of the pages at each turn, another than the next one does.
PARTS = 4
READERS = ["owner", "head", "closer", "accountant"]


@pytest.mark.parametrize("who", READERS)
def test_no_page_is_heavy(grown_house: House, who: str) -> None:
    client, heavy, looked = Knocking(grown_house).client_of(who), {}, 0
    for one in in_turn([one for one in pages() if one.is_ours], PARTS, READERS.index(who)):
        for wide in {False, one.key in grown_house.wide}:
            answer = client.get(one.url(grown_house, wide=wide))
            if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
                looked += 1
                if len(answer.content) > HEAVIEST:
                    heavy[one.name] = len(answer.content)
    assert heavy == {} and looked > 5
