import pytest
from django.urls import reverse

from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.models import Capacity
from okno.records.resources.tests.cast import a_place
from okno.records.resources.tests.test_hold_capacity import hold

pytestmark = pytest.mark.django_db


def test_what_is_free_and_who_holds_the_rest(client, engineer, client_company, sign_in, now):
    hold(a_place(), a_configuration(), now, units=4, company=client_company)
    capacity = Capacity.objects.get()
    assert client.get(reverse("resources:capacities")).status_code == 302
    sign_in(client, engineer)
    page = client.get(reverse("resources:capacities")).content.decode()
    assert "<b>6</b>" in page
    assert "Ромашка" in client.get(capacity.get_absolute_url()).content.decode()


def test_the_engineer_sets_and_the_seller_does_not(client, engineer, closer, sign_in):
    place = a_place(capacity=1)
    address = reverse("resources:set_capacity")
    given = {"location": place.pk, "kind": "server", "total": 7}
    assert sign_in(client, closer).post(address, given).status_code == 403
    sign_in(client, engineer)
    assert client.get(f"{address}?capacity={Capacity.objects.get().pk}").status_code == 200
    assert client.post(address, given).status_code == 302
    assert Capacity.objects.get().total == 7
    assert client.post(address, {**given, "total": -1}).status_code == 422
