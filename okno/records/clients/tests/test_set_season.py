"""C7: the months of a client's business, as a strip and by hand."""

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.ground.ui.tests.addresses import address
from okno.records.clients.actions.set_season import set_season
from okno.records.clients.models import Company
from okno.records.clients.seasons import season_of

pytestmark = pytest.mark.both_engines

HTMX = {"HX-Request": "true"}


def url(name, *args):
    return address(("clients", "relations"), name, args)


def test_a_season_and_its_end(client_company, own_company, closer, engineer, owner, now):
    given = {"company": client_company, "by": closer, "at": now}
    set_season(**given, busy_months=[12, 1, 1], dead_months=[10])
    assert (client_company.busy_months, client_company.dead_months) == ([1, 12], [10])
    entry = Entry.objects.get(kind="clients.season_set")
    assert entry.sentence == "Сезон по месяцам: горячие янв, дек, мёртвые окт"
    season = season_of(client_company, local_date(now))
    assert (season.is_dead_now, [month.kind for month in season.months][-3:]) == (True, ["dead", "", "busy"])
    set_season(**given, busy_months=[1, 12], dead_months=[10])
    set_season(**given, busy_months=[], dead_months=[])
    assert Entry.objects.filter(kind__startswith="clients.season").count() == 2
    assert not season_of(client_company, local_date(now)).is_known
    with pytest.raises(Forbidden):
        set_season(**given | {"by": engineer}, busy_months=[], dead_months=[1])
    with pytest.raises(Forbidden):
        set_season(**given | {"company": own_company, "by": owner}, busy_months=[], dead_months=[1])


@pytest.mark.parametrize(("busy", "dead"), [([0], []), ([13], []), ([5], [5])])
def test_what_is_no_season(client_company, closer, now, busy, dead):
    with pytest.raises(Invalid):
        set_season(company=client_company, busy_months=busy, dead_months=dead, by=closer, at=now)


def test_in_place(client, sign_in, client_company, closer, engineer):
    sign_in(client, closer)
    form = client.get(url("set_season", client_company.pk), headers=HTMX)
    assert form.content.decode().count('type="checkbox"') == 24
    typed = {"busy_months": ["11", "12"], "dead_months": list(range(1, 11))}
    seen = form.context["form"]["seen"].value()
    saved = client.post(url("set_season", client_company.pk), typed | {"seen": seen}, headers=HTMX)
    assert saved.status_code == 200 and "<form" not in saved.content.decode()
    assert Company.objects.get(pk=client_company.pk).busy_months == [11, 12]
    told = client.post(
        url("set_season", client_company.pk), {"busy_months": ["3"], "seen": seen}, headers=HTMX
    )
    assert told.status_code == 422 and told.context["clashes"]
    both = client.post(url("set_season", client_company.pk), {**typed, "busy_months": ["1"]}, headers=HTMX)
    assert both.status_code == 422
    for strange in (["x"], ["13"], ["9" * 400]):
        answer = client.post(url("set_season", client_company.pk), {"busy_months": strange}, headers=HTMX)
        assert answer.status_code == 422
    assert client.get(url("set_season", client_company.pk)).status_code == 302
    sign_in(client, engineer)
    assert client.get(url("set_season", client_company.pk), headers=HTMX).status_code == 403
    assert client.get(url("season", client_company.pk)).status_code == 200


def test_in_a_dead_month_a_pause_is_offered(client, sign_in, client_company, closer, now):
    set_season(company=client_company, busy_months=[], dead_months=list(range(1, 13)), by=closer, at=now)
    assert (
        "предложите паузу" in sign_in(client, closer).get(client_company.get_absolute_url()).content.decode()
    )


def test_through_the_api(call_api, client_company, closer):
    path = f"/companies/{client_company.pk}/set-season"
    assert call_api(closer, "post", path, {"busy_months": [12]}).json()["busy_months"] == [12]
    assert call_api(closer, "post", path, {"busy_months": [13]}).status_code == 422
    assert call_api(closer, "post", path, {"busy_months": [1], "dead_months": [1]}).status_code == 422
